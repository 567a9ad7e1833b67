package sh.lfc.nv.emulator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import sh.lfc.nv.emulator.Emulator;

@TestInstance(Lifecycle.PER_CLASS)
class AdminHandlerTest {
    private Emulator aws;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
    }

    @AfterAll
    void close() {
        aws.close();
    }

    @Test
    void tellsWhereAnEndpointListens() throws Exception {
        aws.hostNames().put("db.example.test", InetAddress.getByName("127.9.9.9"));

        HttpResponse<String> answer = get("/_emulator/names/db.example.test");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("127.9.9.9");
    }

    @Test
    void givesTheCertificateThatClientsHaveToTrust() throws Exception {
        HttpResponse<String> answer = get("/_emulator/ca/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Files.readString(aws.caCertificate()));
    }

    @Test
    void whatThereIsNotIsNotFound() throws Exception {
        assertThat(get("/_emulator/names/nobody.example.test").statusCode()).isEqualTo(404);
        assertThat(get("/_emulator/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aCanaryThatThereIsNotIsNotFound() throws Exception {
        HttpResponse<String> answer = send("POST", "/_emulator/canary-runs/nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("Canary not found: nobody");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(aws.endpoint().resolve(path))
                .method(method, BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
