/** The system under test as those see it who deployed it: what the features see from outside, and what lies behind. */
package sh.lfc.nv.harness.system;
