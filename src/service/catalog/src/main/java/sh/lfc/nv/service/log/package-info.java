/**
 * SLF4J on standard output, one JSON object a line, in the shape of Lambda's own JSON log format.
 *
 * <p>What the code logs carries its key-value pairs as fields and the request id from the MDC. Libraries are heard
 * from WARN on.
 */
package sh.lfc.nv.service.log;
