/**
 * Terraform (and OpenTofu) from Java: one method a command, typed plans and outputs, errors one can read.
 *
 * <p>Nothing here knows AWS, the emulator or the demo's stacks: it runs any configuration against anything.
 */
package sh.lfc.nv.terraform;
