package sh.lfc.nv.emulator.httpapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parts of a request that an authorizer wants to see. */
final class IdentitySources {

    private IdentitySources() {}

    /** The values in the order of the expressions; empty when one of them is missing. */
    static Optional<List<String>> values(List<String> expressions, Exchange exchange) {
        List<String> values = new ArrayList<>(expressions.size());
        for (String expression : expressions) {
            String value = value(expression, exchange);
            if (value == null || value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value);
        }
        return Optional.of(values);
    }

    private static String value(String expression, Exchange exchange) {
        ApiRequest request = exchange.request();
        String header = after(expression, "$request.header.");
        if (header != null) {
            return request.joinedHeaders().get(header.toLowerCase(Locale.ROOT));
        }
        String parameter = after(expression, "$request.querystring.");
        if (parameter != null) {
            return request.joinedParameters().get(parameter);
        }
        String variable = after(expression, "$stageVariables.");
        if (variable != null) {
            return exchange.stageVariables().get(variable);
        }
        String context = after(expression, "$context.");
        return context == null
                ? null
                : ContextVariables.value(context, exchange).orElse(null);
    }

    private static String after(String expression, String prefix) {
        return expression.startsWith(prefix) ? expression.substring(prefix.length()) : null;
    }
}
