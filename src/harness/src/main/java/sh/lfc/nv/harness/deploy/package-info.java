/**
 * The project's stacks on a target: applied, planned again, destroyed, in the order of their dependencies.
 *
 * <p>Brings stacks, Terraform and target together; knows nothing of what the stacks make.
 */
package sh.lfc.nv.harness.deploy;
