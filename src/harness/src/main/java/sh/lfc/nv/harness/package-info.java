/**
 * The harness: it applies real Terraform stacks to a target and tests what stands there, from outside.
 *
 * <p>It knows the emulator only as something to start; it never sees the code of the service under test.
 */
package sh.lfc.nv.harness;
