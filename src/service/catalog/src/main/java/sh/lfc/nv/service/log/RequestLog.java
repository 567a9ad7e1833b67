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

    /** Whether this thread is answering a request. */
    static boolean isOpen() {
        return MDC.get(FIELD) != null;
    }

    /** Nothing of a request is on the lines of the next. */
    @Override
    public void close() {
        MDC.clear();
    }
}
