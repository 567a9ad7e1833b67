package sh.lfc.nv.emulator.httpapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;

/** How API Gateway itself answers for other origins ("Configure CORS for HTTP APIs"). */
final class CorsRules {

    private static final String PREFIX = "access-control-";

    private CorsRules() {}

    /** Whether the request asks what another origin may do. */
    static boolean isPreflight(ApiRequest request) {
        return request.method().equals("OPTIONS")
                && request.header("origin").isPresent()
                && request.header("access-control-request-method").isPresent();
    }

    /** Answers a preflight request, whatever routes there are. */
    static ApiAnswer preflight(Cors cors, ApiRequest request) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        Optional<String> origin = allowed(cors, request);
        if (origin.isPresent()) {
            headers.add(Map.entry("access-control-allow-origin", origin.get()));
            list(headers, "access-control-allow-methods", cors.allowMethods());
            list(headers, "access-control-allow-headers", cors.allowHeaders());
            if (cors.maxAge() != null) {
                headers.add(Map.entry("access-control-max-age", String.valueOf(cors.maxAge())));
            }
            common(headers, cors, origin.get());
        }
        return new ApiAnswer(204, headers, new byte[0]);
    }

    /** The answer with what API Gateway says about origins, instead of what the integration says. */
    static ApiAnswer applied(Cors cors, ApiRequest request, ApiAnswer answer) {
        ApiAnswer own = answer.without(name -> name.startsWith(PREFIX));
        return allowed(cors, request)
                .map(origin -> {
                    List<Map.Entry<String, String>> headers = new ArrayList<>();
                    headers.add(Map.entry("access-control-allow-origin", origin));
                    common(headers, cors, origin);
                    return own.with(headers);
                })
                .orElse(own);
    }

    private static void common(List<Map.Entry<String, String>> headers, Cors cors, String origin) {
        if (Boolean.TRUE.equals(cors.allowCredentials())) {
            headers.add(Map.entry("access-control-allow-credentials", "true"));
        }
        list(headers, "access-control-expose-headers", cors.exposeHeaders());
        if (!origin.equals("*")) {
            headers.add(Map.entry("vary", "origin"));
        }
    }

    private static void list(List<Map.Entry<String, String>> headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.add(Map.entry(name, String.join(",", values)));
        }
    }

    /** What to name as the allowed origin. */
    private static Optional<String> allowed(Cors cors, ApiRequest request) {
        return request.header("origin").flatMap(origin -> cors.allowOrigins().stream()
                .filter(pattern -> pattern.equals("*")
                        || pattern.equalsIgnoreCase(origin)
                        || pattern.endsWith("://*") && origin.startsWith(pattern.substring(0, pattern.length() - 1)))
                .findFirst()
                .map(pattern -> pattern.equals("*") ? "*" : origin));
    }
}
