package sh.lfc.nv.canary.client;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import sh.lfc.nv.canary.http.HttpAccess;

/**
 * Calls the service as its clients do. Answers are given as they come, redirects are not followed.
 *
 * <p>Safe for use by many threads.
 */
public final class FileServiceClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final String BINARY = "application/octet-stream";

    /** More than any test makes: a list that does not end is an error. */
    private static final int MAX_PAGES = 1_000;

    private final URI url;
    private final String authorization;
    private final HttpAccess access;
    private final HttpClient http;
    private final UploadBudget uploads;
    private final Supplier<Duration> timeLeft;
    private final Queue<Duration> times = new ConcurrentLinkedQueue<>();

    /**
     * @param url where the service answers
     * @param uploads how much may be uploaded
     * @param timeLeft how long the caller can wait at the moment; an answer that takes longer is none
     */
    public FileServiceClient(
            URI url,
            ClientCredentials credentials,
            HttpAccess access,
            UploadBudget uploads,
            Supplier<Duration> timeLeft) {
        this.url = url;
        this.authorization = credentials.authorization();
        this.access = access;
        this.http = access.client();
        this.uploads = uploads;
        this.timeLeft = timeLeft;
    }

    /** A request with the client's own credentials. */
    public Answer send(String method, String path) {
        return send(method, path, Optional.of(authorization));
    }

    /**
     * A request with any credentials.
     *
     * @param path escaped as it goes over the wire, with its query
     * @param authorization the value of the header; empty for none
     */
    public Answer send(String method, String path, Optional<String> authorization) {
        return send(http, request(url + path, method, authorization, BodyPublishers.noBody()));
    }

    /** A request with the client's own credentials to another address of the service than its domain. */
    public Answer at(URI address, String method, String path) {
        return send(http, request(address + path, method, Optional.of(authorization), BodyPublishers.noBody()));
    }

    public Answer upload(String name, String type, byte[] content) {
        return put("/api/upload/" + Names.segment(name), type, content);
    }

    /** An upload to a path that is given as it goes over the wire. */
    public Answer put(String path, String type, byte[] content) {
        uploads.spend(content.length);
        return send(
                http,
                request(url + path, "PUT", Optional.of(authorization), BodyPublishers.ofByteArray(content))
                        .header("Content-Type", type));
    }

    public Answer download(String key) {
        return send("GET", "/" + Names.path(key));
    }

    /** An address to upload a file with. */
    public Answer uploadAddress(String name) {
        return send("GET", "/api/upload_presigned/" + Names.segment(name));
    }

    /** An address to download a file from. */
    public Answer downloadAddress(String name) {
        return send("GET", "/api/download_presigned/" + Names.segment(name));
    }

    /** One page of the list, as large as the service makes it. */
    public Answer list() {
        return send("GET", "/api/list");
    }

    /** The whole list, page by page. */
    public List<ListedFile> listAll(int pageSize) {
        var files = new ArrayList<ListedFile>();
        Optional<String> token = Optional.empty();
        for (var page = 0; page < MAX_PAGES; page++) {
            var query = "?limit=" + pageSize
                    + token.map(next -> "&next_token=" + Names.segment(next)).orElse("");
            var answer = send("GET", "/api/list" + query);
            if (answer.status() != 200) {
                throw new AssertionError("a list was answered with " + answer);
            }
            var listed = answer.json().path("files");
            for (var file = 0; file < listed.size(); file++) {
                files.add(ListedFile.of(listed.path(file)));
            }
            token = answer.json("next_token");
            if (token.isEmpty()) {
                return files;
            }
        }
        throw new AssertionError("the list did not end after " + MAX_PAGES + " pages");
    }

    /** A request to an address that the service gave; it carries no credentials but those in the address. */
    public Answer follow(String method, String address, Optional<byte[]> content) {
        content.ifPresent(bytes -> uploads.spend(bytes.length));
        var request = request(
                address,
                method,
                Optional.empty(),
                content.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
        content.ifPresent(bytes -> request.header("Content-Type", BINARY));
        return send(address.startsWith("http:") ? direct() : http, request);
    }

    /** What has no TLS is not a domain, so no proxy leads to it. */
    private HttpClient direct() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /** The middle one of the times that all answers so far took; empty when there were none. */
    public Optional<Duration> middleTime() {
        var sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }

    private static HttpRequest.Builder request(
            String address, String method, Optional<String> authorization, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(address)).method(method, body);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private Answer send(HttpClient client, HttpRequest.Builder builder) {
        var left = timeLeft.get();
        var limit = left.compareTo(TIMEOUT) < 0 ? left : TIMEOUT;
        var request = builder.build();
        var begin = System.nanoTime();
        var answering = client.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            // The request's own time-out would end with the headers of the answer.
            var answer = answering.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            var took = Duration.ofNanos(System.nanoTime() - begin);
            times.add(took);
            return new Answer(request, answer.statusCode(), answer.headers(), answer.body(), took);
        } catch (ExecutionException e) {
            throw unanswered(request, reason(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            answering.cancel(true);
            throw unanswered(request, "not within %d s".formatted(limit.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(request, "interrupted", e);
        }
    }

    /** An address that a service gave may hold a signature, so its query is not told. */
    private static NoAnswerException unanswered(HttpRequest request, String why, Throwable cause) {
        var uri = request.uri();
        return new NoAnswerException(
                "no answer to %s %s://%s%s: %s"
                        .formatted(request.method(), uri.getScheme(), uri.getAuthority(), uri.getRawPath(), why),
                cause);
    }

    private static String reason(Throwable failure) {
        return failure instanceof IOException && failure.getMessage() != null
                ? failure.getMessage()
                : failure.toString();
    }

    /** What the list says of a file. */
    public record ListedFile(
            String filename, String prefix_path, String s3_bucket, String url, String date_added, long size) {

        static ListedFile of(JrsValue file) {
            return new ListedFile(
                    text(file, "filename"),
                    text(file, "prefix_path"),
                    text(file, "s3_bucket"),
                    text(file, "url"),
                    text(file, "date_added"),
                    Long.parseLong(text(file, "size")));
        }

        private static String text(JrsValue file, String name) {
            return Optional.ofNullable(file.path(name).asText())
                    .orElseThrow(() -> new AssertionError("a file in the list has no " + name));
        }

        /** The file's key in the storage. */
        public String key() {
            return prefix_path.isEmpty()
                    ? filename
                    : prefix_path.endsWith("/") ? prefix_path + filename : prefix_path + "/" + filename;
        }
    }
}
