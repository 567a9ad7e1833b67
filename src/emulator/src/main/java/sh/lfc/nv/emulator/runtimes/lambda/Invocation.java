package sh.lfc.nv.emulator.runtimes.lambda;

/**
 * One event for a function.
 *
 * @param requestId the identifier that the function's context and the log lines show
 * @param payload the event, JSON
 * @param invokedArn the ARN by which the function was called, with a qualifier if the caller gave one
 * @param clientContext the client's context, JSON, or null
 * @param traceId the tracing header, or null
 */
public record Invocation(String requestId, byte[] payload, String invokedArn, String clientContext, String traceId) {}
