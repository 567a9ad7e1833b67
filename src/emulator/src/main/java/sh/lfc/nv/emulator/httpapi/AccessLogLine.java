package sh.lfc.nv.emulator.httpapi;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills an access log's format with what is known of a request and its answer. What is not known is a hyphen. */
final class AccessLogLine {

    private static final Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*)");

    private AccessLogLine() {}

    static String of(String format, Exchange exchange, ApiAnswer answer) {
        boolean json = format.startsWith("{");
        Matcher variables = VARIABLE.matcher(format);
        StringBuilder line = new StringBuilder(format.length() * 2);
        int from = 0;
        while (variables.find()) {
            line.append(format, from, variables.start());
            String value = value(variables.group(1), exchange, answer).orElse("-");
            if (json) {
                escaped(value, line);
            } else {
                line.append(value);
            }
            from = variables.end();
        }
        return line.append(format, from, format.length()).toString();
    }

    private static Optional<String> value(String name, Exchange exchange, ApiAnswer answer) {
        return switch (name) {
            case "status" -> Optional.of(String.valueOf(answer.status()));
            case "responseLength" -> Optional.of(String.valueOf(answer.body().length));
            case "responseLatency" -> Optional.of(String.valueOf(exchange.latencyMillis()));
            default -> ContextVariables.value(name, exchange);
        };
    }

    /** A line of JSON stays one, whatever a client sends. */
    private static void escaped(String value, StringBuilder line) {
        for (char character : JsonStringEncoder.getInstance().quoteAsString(value)) {
            line.append(character);
        }
    }
}
