/**
 * Who may call the API: the Lambda authorizer of the HTTP API (REQUEST, payload format 2.0, simple responses).
 *
 * <p>Decides by credentials alone; it knows neither routes nor files.
 */
package sh.lfc.nv.service.authorizer;
