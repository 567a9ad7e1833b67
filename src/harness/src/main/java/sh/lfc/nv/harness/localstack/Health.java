package sh.lfc.nv.harness.localstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.RefusedException.Reason;

/**
 * What an endpoint says of itself at LocalStack's health path.
 *
 * @param edition as it calls itself
 * @param version empty where it tells none
 * @param services their states, by the endpoint's own names for them
 */
record Health(String edition, String version, Map<String, String> services) {
    /** An endpoint that does not know the path. */
    static final Health SILENT = new Health("of unknown name", "", Map.of());

    private static final String PATH = "/_localstack/health";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** States of what is not served; of all others a call has to tell, as products mean different things by them. */
    private static final Set<String> ABSENT = Set.of("disabled", "error", "unavailable");

    Health {
        services = Map.copyOf(services);
    }

    /**
     * Asks an endpoint; one that listens and does not know the path is silent.
     *
     * @throws RefusedException when nothing listens there, or what does speaks no HTTP
     */
    static Health ask(URI endpoint) throws InterruptedException {
        try {
            var question = HttpRequest.newBuilder(endpoint.resolve(PATH))
                    .timeout(PATIENCE)
                    .build();
            var answer =
                    HttpClient.newBuilder().connectTimeout(PATIENCE).build().send(question, BodyHandlers.ofString());
            return answer.statusCode() == OK ? read(answer.body()).orElse(SILENT) : SILENT;
        } catch (java.net.ConnectException e) {
            throw new RefusedException(Reason.ENDPOINT, "nothing listens at " + endpoint, e);
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.ENDPOINT,
                    "what listens at %s does not speak HTTP: %s".formatted(endpoint, e.getMessage()),
                    e);
        }
    }

    /** What an answer says; empty when it is none about health. */
    static Optional<Health> read(String answer) {
        try {
            var json = JSON.readTree(answer);
            var states = json.path("services");
            if (!states.isObject()) {
                return Optional.empty();
            }
            var services = new LinkedHashMap<String, String>();
            states.properties()
                    .forEach(state ->
                            services.put(state.getKey(), state.getValue().asText()));
            return Optional.of(new Health(edition(json), json.path("version").asText(), services));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A drop-in that passes for another edition may say what it is. */
    private static String edition(JsonNode json) {
        return json.path("original_edition").asText(json.path("edition").asText("of unknown name"));
    }

    /** Why a service is not served, where this says so. */
    Optional<String> absence(Service service) {
        return Optional.ofNullable(services.get(service.key()))
                .filter(ABSENT::contains)
                .map("its health answer says %s"::formatted);
    }

    /** For people. */
    String shown() {
        return version.isEmpty() ? edition : "%s, version %s".formatted(edition, version);
    }
}
