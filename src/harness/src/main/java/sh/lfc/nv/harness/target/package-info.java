/**
 * Where the stacks are applied and the features run: what a target is, and the targets that there are.
 *
 * <p>The only package that may start an emulator. Knows nothing of Terraform and of single features.
 */
package sh.lfc.nv.harness.target;
