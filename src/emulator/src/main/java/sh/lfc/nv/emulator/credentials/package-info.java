/**
 * The credentials that the emulator has given out, and whom they stand for.
 *
 * <p>IAM and STS put them here, the gateway verifies signatures with them. Knows nothing of policies.
 */
package sh.lfc.nv.emulator.credentials;
