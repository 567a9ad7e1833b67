package sh.lfc.nv.service.log;

import org.slf4j.MDC;

/** Puts a request's id on every line that its thread logs, until closed. */
public final class RequestLog implements AutoCloseable {

    private static final String FIELD = "AWSRequestId";

    private RequestLog() {}

    public static RequestLog of(String requestId) {
        MDC.put(FIELD, requestId);
        return new RequestLog();
    }

    @Override
    public void close() {
        MDC.remove(FIELD);
    }
}
