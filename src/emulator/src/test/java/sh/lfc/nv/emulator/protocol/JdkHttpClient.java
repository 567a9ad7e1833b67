package sh.lfc.nv.emulator.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** HTTP for the SDK's clients that knows PATCH, which the SDK's own small client does not. */
final class JdkHttpClient implements SdkHttpClient {

    /** What Java's client sets itself. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection", "expect");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest wanted = request.httpRequest();
        HttpRequest.Builder http =
                HttpRequest.newBuilder(wanted.getUri()).method(wanted.method().name(), body(request));
        wanted.forEachHeader((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> http.header(name, value));
            }
        });
        try {
            HttpResponse<InputStream> answer = client.send(http.build(), BodyHandlers.ofInputStream());
            SdkHttpFullResponse.Builder response = SdkHttpFullResponse.builder().statusCode(answer.statusCode());
            answer.headers().map().forEach(response::putHeader);
            return HttpExecuteResponse.builder()
                    .response(response.build())
                    .responseBody(AbortableInputStream.create(answer.body()))
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static BodyPublisher body(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(provider -> {
                    try (InputStream in = provider.newStream()) {
                        return BodyPublishers.ofByteArray(in.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElseGet(BodyPublishers::noBody);
    }

    @Override
    public void close() {}
}
