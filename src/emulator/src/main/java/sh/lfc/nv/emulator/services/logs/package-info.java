/**
 * CloudWatch Logs: log groups, their streams and events, retention, and the search over them.
 *
 * <p>Events live in memory, ordered by time. Who writes them (Lambda, API Gateway, a client) is not known here.
 */
package sh.lfc.nv.emulator.services.logs;
