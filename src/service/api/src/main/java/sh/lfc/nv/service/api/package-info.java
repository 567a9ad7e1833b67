/**
 * Answers the service's routes: the function behind the HTTP API (Lambda proxy integration, payload format 2.0).
 *
 * <p>Who may call has been decided by the authorizer. Uploads write S3 only; what the catalogue holds is the work of
 * {@code update}.
 */
package sh.lfc.nv.service.api;
