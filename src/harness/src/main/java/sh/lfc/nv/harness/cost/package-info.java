/** What the stacks cost: how much of what they make, at which prices. Knows no target. */
package sh.lfc.nv.harness.cost;
