/**
 * API Gateway's data plane: answers the requests of HTTP APIs' clients by what the APIs' stages publish.
 *
 * <p>Functions, logs and metrics are reached through interfaces of this package. Nothing here changes an API.
 */
package sh.lfc.nv.emulator.httpapi;
