package sh.lfc.nv.service.log;

import org.slf4j.MDC;

/**
 * Where a request's time went: for each of the things that it waited for, the microseconds that it has waited so far are on
 * every later line of its thread, as {@code cacheMicros} and the like. Outside of a request nothing is kept.
 */
public final class Spent implements AutoCloseable {

    private final String field;
    private final long begin;

    private Spent(String field) {
        this.field = field;
        this.begin = System.nanoTime();
    }

    /**
     * Begins to wait, until closed.
     *
     * @param what such as {@code cache}
     */
    public static Spent on(String what) {
        return new Spent(what + "Micros");
    }

    @Override
    public void close() {
        if (RequestLog.isOpen()) {
            long before = MDC.get(field) == null ? 0 : Long.parseLong(MDC.get(field));
            MDC.put(field, String.valueOf(before + (System.nanoTime() - begin) / 1_000));
        }
    }
}
