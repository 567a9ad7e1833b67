package sh.lfc.nv.service.canary;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.secrets.Credentials;

/**
 * Goes once through what the service promises its clients. Each step is logged with its time; the first that fails ends
 * the run. What was uploaded is taken away in any case.
 */
final class Canary {

    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_PAGES = 100;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Service service;
    private final Supplier<Credentials> client;
    private final Consumer<String> remover;
    private final Duration patience;

    /**
     * @param client the client's credentials, read when they are first needed
     * @param remover takes the object with a key out of the bucket
     * @param patience for how long an upload may take to be listed
     */
    Canary(Service service, Supplier<Credentials> client, Consumer<String> remover, Duration patience) {
        this.service = service;
        this.client = client;
        this.remover = remover;
        this.patience = patience;
    }

    /**
     * @param name of the file to upload; nobody else uses it
     * @throws CheckFailedException when a step fails
     */
    void run(String name) {
        step("health", () -> expect(service.get("/healthz"), OK));
        step("refused without credentials", this::checkRefusal);
        Credentials credentials = step("credentials", client);
        step("list", () -> files(service.get("/api/list", credentials)));

        CheckFailedException failure = null;
        try {
            roundTrip(name, credentials);
        } catch (CheckFailedException failed) {
            failure = failed;
        }
        try {
            step("clean up", () -> {
                remover.accept(name);
                return null;
            });
        } catch (CheckFailedException alsoFailed) {
            if (failure == null) {
                throw alsoFailed;
            }
            failure.addSuppressed(alsoFailed);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void roundTrip(String name, Credentials credentials) {
        String content = "Canary " + name + " äöü\n";
        step("upload", () -> expect(service.put("/api/upload/" + name, content, credentials), OK));
        step("upload is listed", () -> awaitListed(name, credentials));
        step("download", () -> {
            HttpResponse<String> answer = expect(service.get("/" + name, credentials), OK);
            if (!answer.body().equals(content)) {
                throw new CheckFailedException("the content is not what was uploaded");
            }
            return answer;
        });
    }

    private HttpResponse<String> checkRefusal() {
        HttpResponse<String> answer = service.get("/api/list");
        if (answer.statusCode() != UNAUTHORIZED && answer.statusCode() != FORBIDDEN) {
            throw new CheckFailedException("answered " + answer.statusCode() + " instead of refusing");
        }
        return answer;
    }

    private boolean awaitListed(String name, Credentials credentials) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!listed(name, credentials)) {
            if (System.nanoTime() > deadline) {
                throw new CheckFailedException("not in the list within " + patience.toSeconds() + " s");
            }
            pause();
        }
        return true;
    }

    private boolean listed(String name, Credentials credentials) {
        Optional<String> token = Optional.of("");
        for (int page = 0; page < MOST_PAGES && token.isPresent(); page++) {
            String query = token.get().isEmpty() ? "" : "&next_token=" + token.get();
            JrsValue list = files(service.get("/api/list?limit=1000" + query, credentials));
            JrsValue files = list.path("files");
            for (int i = 0; i < files.size(); i++) {
                if (Json.text(files.path(i), "filename").filter(name::equals).isPresent()) {
                    return true;
                }
            }
            token = Json.text(list, "next_token");
        }
        return false;
    }

    private static JrsValue files(HttpResponse<String> answer) {
        JrsValue list = Json.read(expect(answer, OK).body());
        if (!list.path("files").isArray()) {
            throw new CheckFailedException("the list has no files");
        }
        return list;
    }

    private static HttpResponse<String> expect(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new CheckFailedException("answered " + answer.statusCode() + " instead of " + status);
        }
        return answer;
    }

    private static <T> T step(String name, Supplier<T> check) {
        long start = System.nanoTime();
        try {
            T result = check.get();
            LOG.atInfo()
                    .addKeyValue("step", name)
                    .addKeyValue("millis", millisSince(start))
                    .log("Step passed");
            return result;
        } catch (RuntimeException failed) {
            LOG.atError()
                    .addKeyValue("step", name)
                    .addKeyValue("millis", millisSince(start))
                    .addKeyValue("reason", failed.toString())
                    .log("Step failed");
            throw failed instanceof CheckFailedException
                    ? new CheckFailedException(name + ": " + failed.getMessage())
                    : new CheckFailedException(name, failed);
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CheckFailedException("interrupted");
        }
    }
}
