package sh.lfc.nv.service.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.MDCAdapter;
import sh.lfc.nv.service.json.Json;

/**
 * Writes each event as one line of JSON in one write, so that lines of several threads do not mix.
 *
 * <p>Fields: {@code timestamp, level, message, logger}, then the MDC (the request id), then the event's own pairs, then
 * {@code errorType, errorMessage, stackTrace}.
 */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {

    private final Level least;
    private final transient MDCAdapter mdc;
    private final transient PrintStream out;

    JsonLogger(String name, Level least, MDCAdapter mdc, PrintStream out) {
        this.name = name;
        this.least = least;
        this.mdc = mdc;
        this.out = out;
    }

    @Override
    public void log(LoggingEvent event) {
        String message = MessageFormatter.basicArrayFormat(event.getMessage(), event.getArgumentArray());
        write(event.getLevel(), message, event.getKeyValuePairs(), event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
        write(level, MessageFormatter.basicArrayFormat(message, arguments), List.of(), thrown);
    }

    private void write(Level level, String message, List<KeyValuePair> pairs, Throwable thrown) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", Instant.now().toString());
        line.put("level", level.name());
        line.put("message", message);
        line.put("logger", name);
        Map<String, String> context = mdc.getCopyOfContextMap();
        if (context != null) {
            line.putAll(context);
        }
        if (pairs != null) {
            pairs.forEach(pair -> line.put(pair.key, plain(pair.value)));
        }
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            line.put("errorType", thrown.getClass().getName());
            line.put("errorMessage", thrown.getMessage());
            line.put("stackTrace", trace.toString());
        }
        out.println(Json.string(line));
    }

    private static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }

    private boolean enabled(Level level) {
        return level.toInt() >= least.toInt();
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return enabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return enabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return enabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return enabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return enabled(Level.ERROR);
    }
}
