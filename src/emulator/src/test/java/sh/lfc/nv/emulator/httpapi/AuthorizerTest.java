package sh.lfc.nv.emulator.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;

class AuthorizerTest {

    private static final String OK = "{\"statusCode\":200,\"body\":\"ok\"}";
    private static final String YES = "{\"isAuthorized\":true,\"context\":{\"user\":\"nvclient\",\"level\":7}}";

    @TempDir
    private static Path folder;

    private static ApiServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new ApiServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anAllowedRequestCarriesTheAuthorizersContext() {
        String id = server.createApi("allowed");
        String authorizer = server.function("allowed", OK)
                .function("allows", YES)
                .guardedRoute(id, "allowed", "allows", 0, "GET /{name}");

        HttpResponse<String> answer = get(id, "/x?y=1", "Basic abc");

        assertThat(answer.statusCode()).isEqualTo(200);
        ApiServer.Invoked asked = server.calls("allows").get(0);
        assertThat(asked.event().path("type").asText()).isEqualTo("REQUEST");
        assertThat(asked.event().path("identitySource").toString()).isEqualTo("[\"Basic abc\"]");
        assertThat(asked.event().path("routeArn").asText())
                .isEqualTo("arn:aws:execute-api:us-east-1:000000000000:" + id + "/$default/GET/x");
        assertThat(asked.event().path("queryStringParameters").path("y").asText())
                .isEqualTo("1");
        assertThat(asked.source())
                .isEqualTo("arn:aws:execute-api:us-east-1:000000000000:" + id + "/authorizers/" + authorizer);
        JsonNode context = server.calls("allowed").get(0).event().path("requestContext");
        assertThat(context.path("authorizer").path("lambda").toString())
                .isEqualTo("{\"user\":\"nvclient\",\"level\":7}");
    }

    @Test
    void aRequestWithoutIdentityIsUnauthorizedAndTheAuthorizerIsNotAsked() {
        String id = server.createApi("anonymous");
        server.function("anonymous", OK).function("unasked", YES).guardedRoute(id, "anonymous", "unasked", 0, "GET /");

        HttpResponse<String> answer = server.get(id, "/");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(server.calls("unasked")).isEmpty();
    }

    @Test
    void aRefusedRequestIsForbidden() {
        String id = server.createApi("refused");
        server.function("refused", OK)
                .function("refuses", "{\"isAuthorized\":false}")
                .guardedRoute(id, "refused", "refuses", 0, "GET /");

        HttpResponse<String> answer = get(id, "/", "Basic abc");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(server.calls("refused")).isEmpty();
    }

    @Test
    void aFailingAuthorizerClosesTheRoute() {
        String id = server.createApi("closed");
        server.function("closed", OK)
                .function("crash", event -> new Functions.Answer("{}".getBytes(), true))
                .function("denied", event -> {
                    throw new IllegalStateException("not permitted");
                })
                .function("nonsense", "{\"isAuthorized\":\"yes\"}");
        server.guardedRoute(id, "closed", "crash", 300, "GET /crash");
        server.guardedRoute(id, "closed", "denied", 300, "GET /denied");
        server.guardedRoute(id, "closed", "nonsense", 300, "GET /nonsense");

        for (String path : List.of("/crash", "/denied", "/nonsense")) {
            HttpResponse<String> answer = get(id, path, "Basic abc");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        }
        assertThat(server.calls("closed")).isEmpty();
    }

    @Test
    void resultsAreKeptForEachIdentityUntilTheyExpire() {
        String id = server.createApi("cached");
        server.function("cached", OK).function("keeps", YES).guardedRoute(id, "cached", "keeps", 300, "GET /{name}");

        get(id, "/one", "Basic a");
        get(id, "/two", "Basic a");
        assertThat(server.calls("keeps")).hasSize(1);
        get(id, "/one", "Basic b");
        assertThat(server.calls("keeps")).hasSize(2);

        server.clock.advance(Duration.ofSeconds(301));
        get(id, "/one", "Basic a");
        assertThat(server.calls("keeps")).hasSize(3);
    }

    @Test
    void aPolicyDecidesWithoutSimpleResponses() {
        String id = server.createApi("policy");
        server.function("policy", OK)
                .function(
                        "policies",
                        """
                {"principalId":"me","policyDocument":{"Version":"2012-10-17","Statement":[
                  {"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*/GET/*"},
                  {"Action":"execute-api:Invoke","Effect":"Deny","Resource":"*/GET/secret"}]}}""");
        server.guardedRoute(id, "policy", "policies", 0, "GET /{name}", false);

        assertThat(get(id, "/public", "Basic a").statusCode()).isEqualTo(200);
        assertThat(get(id, "/secret", "Basic a").statusCode()).isEqualTo(403);
    }

    @Test
    void anAuthorizerInUseIsNotDeleted() {
        String id = server.createApi("used");
        String authorizer = server.guardedRoute(id, "used", "used-authorizer", 0, "GET /");

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> server.api.deleteAuthorizer(b -> b.apiId(id).authorizerId(authorizer)))
                .isInstanceOf(ConflictException.class);
    }

    private static HttpResponse<String> get(String id, String path, String authorization) {
        return server.send(server.to(id, path).header("Authorization", authorization));
    }
}
