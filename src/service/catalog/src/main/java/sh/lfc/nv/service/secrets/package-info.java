/**
 * Secrets by name, from AWS Secrets Manager, kept in memory for five minutes.
 *
 * <p>A secret's value never reaches a log line, an exception message or a {@code toString}.
 */
package sh.lfc.nv.service.secrets;
