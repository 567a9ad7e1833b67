/**
 * Terraform (and OpenTofu) from Java: one method a command, typed plans and outputs, errors one can read.
 *
 * <p>Nothing here knows AWS, the emulator or the demo's stacks: it runs any configuration against anything. The one exception
 * is {@code policy.aws}, which knows names of the AWS provider's attributes.
 */
package sh.lfc.nv.terraform;
