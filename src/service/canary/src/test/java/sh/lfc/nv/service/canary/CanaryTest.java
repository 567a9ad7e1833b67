package sh.lfc.nv.service.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.secrets.Credentials;
import sh.lfc.nv.service.testing.TestAws;
import sh.lfc.nv.service.testing.TestAws.Answer;
import sh.lfc.nv.service.testing.TestAws.Request;

class CanaryTest {

    private static final String BASIC = "Basic bnZjbGllbnQ6bXlzZWNyZXRrZXk=";

    private final Map<String, String> files = new TreeMap<>();
    private final List<String> removed = new ArrayList<>();

    /** Answers in place of the service's own, by method and beginning of the path. */
    private final Map<String, Answer> wrong = new LinkedHashMap<>();

    private final TestAws service = new TestAws(this::answer);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aHealthyServicePassesAndNothingIsLeft() {
        run(service.endpoint().toString());

        assertThat(removed).containsExactly("canary-1");
        assertThat(files).containsOnlyKeys("aaa", "zzz");
        assertThat(service.requests())
                .extracting(request -> request.method() + " " + request.uri())
                .contains("GET /healthz", "PUT /api/upload/canary-1", "GET /canary-1");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /healthz, 500, '', health: answered 500",
        "GET /api/list, 200, '{\"files\":[]}', refused without credentials: answered 200",
        "PUT /api/upload, 413, '', upload: answered 413",
        "GET /api/list?, 200, '{\"files\":[]}', upload is listed: not in the list",
        "GET /canary-1, 200, other, download: the content is not",
        "GET /canary-1, 307, '', download: answered 307"
    })
    void theFirstStepThatFailsEndsTheRunByItsName(String request, int status, String body, String failure) {
        wrong.put(request, Answer.of(status, Map.of(), body));

        assertThatThrownBy(() -> run(service.endpoint().toString()))
                .isInstanceOf(CheckFailedException.class)
                .hasMessageStartingWith(failure);
    }

    @ParameterizedTest
    @CsvSource({"GET /canary-1", "PUT /api/upload", "GET /api/list?"})
    void whatWasUploadedIsTakenAwayAlsoAfterAFailure(String request) {
        wrong.put(request, Answer.of(500, Map.of(), ""));

        assertThatThrownBy(() -> run(service.endpoint().toString())).isInstanceOf(CheckFailedException.class);

        assertThat(removed).containsExactly("canary-1");
    }

    @Test
    void aServiceThatCannotBeReachedFailsTheFirstStep() {
        assertThatThrownBy(() -> run("http://127.0.0.1:1"))
                .hasMessageStartingWith("health: no answer from http://127.0.0.1:1");
    }

    @Test
    void filesThatCannotBeTakenAwayFailTheRun() {
        Canary canary = new Canary(
                new Service(service.endpoint().toString()),
                CanaryTest::credentials,
                key -> {
                    throw new IllegalStateException("access denied");
                },
                Duration.ZERO);

        assertThatThrownBy(() -> canary.run("canary-1"))
                .hasMessageStartingWith("clean up:")
                .hasMessageContaining("access denied");
    }

    @Test
    void theProxyOfTheJvmsSystemPropertiesIsUsed() {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(service.endpoint().getPort()));
        try {
            run("http://nv-demo.nv.lfc.sh");
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }

        assertThat(service.requests())
                .extracting(Request::uri)
                .contains(URI.create("http://nv-demo.nv.lfc.sh/healthz"));
    }

    private void run(String baseUrl) {
        new Canary(new Service(baseUrl), CanaryTest::credentials, this::remove, Duration.ZERO).run("canary-1");
    }

    private void remove(String key) {
        removed.add(key);
        files.remove(key);
    }

    private static Credentials credentials() {
        return new Credentials("nvclient", "mysecretkey");
    }

    private Answer answer(Request request) {
        String path = request.uri().getPath();
        String asked = request.method() + " " + path + (request.uri().getQuery() == null ? "" : "?");
        for (Map.Entry<String, Answer> one : wrong.entrySet()) {
            if (asked.startsWith(one.getKey())) {
                return one.getValue();
            }
        }
        if (path.equals("/healthz")) {
            return Answer.of(200, Map.of(), "{\"status\":\"ok\"}");
        }
        if (!BASIC.equals(request.headers().getFirst("Authorization"))) {
            return Answer.of(401, Map.of(), "{\"message\":\"Unauthorized\"}");
        }
        if (path.equals("/api/list")) {
            return Answer.of(200, Map.of(), page(request));
        }
        if (request.method().equals("PUT")) {
            files.putAll(Map.of("aaa", "", "zzz", "", path.substring("/api/upload/".length()), request.text()));
            return Answer.of(200, Map.of(), "\"File uploaded\"");
        }
        String content = files.get(path.substring(1));
        return content == null ? Answer.of(404, Map.of(), "{}") : Answer.of(200, Map.of(), content);
    }

    /** One file a page. */
    private String page(Request request) {
        String query = String.valueOf(request.uri().getQuery());
        int token = query.indexOf("next_token=");
        List<String> names = new ArrayList<>(files.keySet());
        int index = token < 0 ? 0 : Integer.parseInt(query.substring(token + "next_token=".length()));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("files", names.isEmpty() ? List.of() : List.of(Map.of("filename", names.get(index))));
        if (index + 1 < names.size()) {
            page.put("next_token", String.valueOf(index + 1));
        }
        return Json.string(page);
    }
}
