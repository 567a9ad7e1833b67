package sh.lfc.nv.harness.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.target.Target;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes the database ready, puts a file in, finds it in the list, gets it back, and takes it away.
 *
 * <p>Each step is told before the next one begins. Every wait has a deadline.
 */
public final class SmokeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration LISTED = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String FILE = "smoke-test.txt";
    private static final String CONTENT = "It works.\n";

    private final Target target;
    private final String env;
    private final URI url;
    private final HttpClient http;

    /**
     * @param env the name of the environment, which all names begin with
     * @param url where the service answers
     */
    public SmokeTest(Target target, String env, URI url) {
        this.target = target;
        this.env = env;
        this.url = url;
        this.http = target.http().client();
    }

    /** @throws HarnessException saying what the service did instead of what it should */
    public void run(Consumer<String> done) throws InterruptedException {
        done.accept("schema version " + migrated() + " in the database");
        expect(401, send(request("/"), null), "a list without credentials");
        done.accept("refused without credentials");
        var authorization = DeployedSystem.credentialsOf(target, env).authorization();
        var upload = request("/api/upload/" + FILE).PUT(BodyPublishers.ofString(CONTENT));
        expect(200, send(upload.header("Content-Type", "text/plain"), authorization), "an upload");
        try {
            listed(authorization);
            done.accept("an uploaded file is in the list");
            var downloaded = send(request("/" + FILE), authorization);
            expect(200, downloaded, "a download");
            if (!downloaded.body().equals(CONTENT)) {
                throw new HarnessException("the file came back with another content than it was uploaded with");
            }
            done.accept("and comes back as it was");
        } finally {
            remove();
        }
    }

    private String migrated() {
        try (var lambda = target.aws().client(LambdaClient.builder())) {
            var function = env + "-postgres-init";
            var answer = lambda.invoke(InvokeRequest.builder()
                    .functionName(function)
                    .payload(SdkBytes.fromUtf8String("{\"name\": \"init\"}"))
                    .build());
            var payload = answer.payload().asUtf8String();
            if (answer.functionError() != null) {
                throw new HarnessException("the function %s failed: %s".formatted(function, payload));
            }
            return json(payload).path("schema_version").asText();
        }
    }

    private void listed(String authorization) throws InterruptedException {
        var deadline = System.nanoTime() + LISTED.toNanos();
        while (true) {
            var answer = send(request("/api/list"), authorization);
            if (answer.statusCode() == 200 && answer.body().contains(FILE)) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new HarnessException("the uploaded file was not in the list after %d s; the last answer was %d %s"
                        .formatted(LISTED.toSeconds(), answer.statusCode(), shortened(answer.body())));
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private void remove() {
        try (var s3 = target.aws().client(S3Client.builder())) {
            s3.deleteObject(delete -> delete.bucket(env + "-storage").key(FILE));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String authorization) throws InterruptedException {
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new HarnessException("%s does not answer: %s".formatted(url, e), e);
        }
    }

    private static void expect(int status, HttpResponse<String> answer, String what) {
        if (answer.statusCode() != status) {
            throw new HarnessException("%s was answered with %d instead of %d: %s"
                    .formatted(what, answer.statusCode(), status, shortened(answer.body())));
        }
    }

    private static String shortened(String body) {
        return body.length() <= 300 ? body : body.substring(0, 300) + "…";
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new HarnessException("this should be JSON: " + shortened(text), e);
        }
    }
}
