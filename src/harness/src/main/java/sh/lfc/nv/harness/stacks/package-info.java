/**
 * Terraform stacks that depend on each other: which there are, in which order they are applied, and how many at a time.
 */
package sh.lfc.nv.harness.stacks;
