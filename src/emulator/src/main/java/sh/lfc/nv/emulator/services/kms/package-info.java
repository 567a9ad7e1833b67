/**
 * AWS Key Management Service ("KMS API Reference"): symmetric keys, their aliases, states and policies.
 *
 * <p>Encryption is real: AES-256 in Galois/Counter Mode with the encryption context as additional data. Key material
 * lives in memory only and ends with the emulator.
 */
package sh.lfc.nv.emulator.services.kms;
