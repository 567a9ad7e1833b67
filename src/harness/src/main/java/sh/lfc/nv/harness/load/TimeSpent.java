package sh.lfc.nv.harness.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Where the time of requests went, by what the system itself logged: the access log of the HTTP API ({@code responseLatency,
 * integrationLatency}), the line of the function for each request ({@code micros, cacheMicros, databaseMicros,
 * storageMicros}), and Lambda's REPORT lines. The same on every target that keeps these logs.
 *
 * @param requests all that were found in the access log, the slowest first
 * @param starts how long each cold start took, in milliseconds, by function
 */
record TimeSpent(List<Request> requests, Map<String, List<Double>> starts) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MICROS = 1_000;

    /** A part of a request's time that is told apart, in milliseconds. */
    enum Part {
        GATEWAY("gateway and authorizer", request -> request.response - request.integration),
        START("until the function began", request -> Math.max(0, request.integration - request.function)),
        CACHE("cache", request -> request.cache),
        DATABASE("database", request -> request.database),
        STORAGE("storage", request -> request.storage),
        FUNCTION(
                "the function itself",
                request -> Math.max(
                        0,
                        Math.min(request.function, request.integration)
                                - request.cache
                                - request.database
                                - request.storage));

        private final String title;
        private final ToDoubleFunction<Request> time;

        Part(String title, ToDoubleFunction<Request> time) {
            this.title = title;
            this.time = time;
        }

        String title() {
            return title;
        }

        double of(Request request) {
            return time.applyAsDouble(request);
        }
    }

    /**
     * A request as the system saw it; times in milliseconds.
     *
     * @param id the HTTP API's
     * @param response from its arrival to its answer
     * @param integration of it, for the function
     * @param function of it, within the function; and of that for the cache, the database and the storage
     */
    record Request(
            String id,
            Instant at,
            String route,
            int status,
            double response,
            double integration,
            double function,
            double cache,
            double database,
            double storage) {}

    /**
     * @param access the lines of the access log
     * @param functions the lines of each function's log
     */
    static TimeSpent of(List<LogLine> access, Map<String, List<LogLine>> functions) {
        var inside = new HashMap<String, JsonNode>();
        var starts = new LinkedHashMap<String, List<Double>>();
        functions.forEach((function, lines) -> {
            lines.stream()
                    .map(line -> json(line.text()))
                    .filter(line -> line.hasNonNull("apiRequestId"))
                    .forEach(line -> inside.put(line.get("apiRequestId").asText(), line));
            starts.put(
                    function,
                    lines.stream()
                            .flatMap(line -> ColdStart.of(line.text()).stream())
                            .map(ColdStart::init)
                            .toList());
        });
        var requests = access.stream()
                .map(line -> request(line.at(), json(line.text()), inside))
                .sorted(Comparator.comparingDouble(Request::response).reversed())
                .toList();
        return new TimeSpent(requests, starts);
    }

    private static Request request(Instant at, JsonNode access, Map<String, JsonNode> functions) {
        var id = access.path("requestId").asText();
        var function = functions.getOrDefault(id, JSON.nullNode());
        return new Request(
                id,
                at,
                access.path("routeKey").asText(),
                access.path("status").asInt(),
                access.path("responseLatency").asDouble(),
                access.path("integrationLatency").asDouble(),
                function.path("micros").asDouble() / MICROS,
                function.path("cacheMicros").asDouble() / MICROS,
                function.path("databaseMicros").asDouble() / MICROS,
                function.path("storageMicros").asDouble() / MICROS);
    }

    /** What is no JSON is nothing: functions also write lines for people. */
    private static JsonNode json(String line) {
        try {
            return line.startsWith("{") ? JSON.readTree(line) : JSON.nullNode();
        } catch (IOException e) {
            return JSON.nullNode();
        }
    }

    /** The slowest hundredth, or at least one. */
    List<Request> slowest() {
        return requests.subList(0, Math.min(requests.size(), Math.max(1, requests.size() / 100)));
    }

    /** What a part took on average. */
    static double average(List<Request> requests, Part part) {
        return requests.stream().mapToDouble(part::of).average().orElse(0);
    }

    /** How many requests were answered with a status. */
    long answeredWith(String status) {
        return requests.stream()
                .filter(request -> String.valueOf(request.status()).equals(status))
                .count();
    }
}
