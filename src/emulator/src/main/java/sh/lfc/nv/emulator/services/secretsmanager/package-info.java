/**
 * AWS Secrets Manager ("Secrets Manager API Reference"): secrets, their versions, staging labels and policies.
 *
 * <p>Values are kept in memory only, and never logged. Rotation is configured and not carried out; replicas are
 * recorded and not made.
 */
package sh.lfc.nv.emulator.services.secretsmanager;
