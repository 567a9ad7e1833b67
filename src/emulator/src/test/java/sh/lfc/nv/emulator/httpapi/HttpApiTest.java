package sh.lfc.nv.emulator.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

class HttpApiTest {

    private static final String ECHO = "{\"statusCode\":200,\"body\":\"ok\"}";

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
    void aFunctionGetsTheRequestInFormatTwo() {
        String id = server.createApi("event");
        server.function("event", ECHO).route(id, "event", "POST /pets/{name}/{rest+}");

        HttpResponse<String> answer = server.send(server.to(id, "/pets/Rex%20II/a/b%C3%A4?x=1&x=2&y=a%26b")
                .header("Content-Type", "application/json")
                .header("X-Two", "one")
                .header("X-Two", "two")
                .header("Cookie", "a=1; b=2")
                .POST(HttpRequest.BodyPublishers.ofString("{\"a\":\"ä\"}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(answer.headers().firstValue("apigw-requestid")).isPresent();
        ApiServer.Invoked call = server.calls("event").get(0);
        JsonNode event = call.event();
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("POST /pets/{name}/{rest+}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/pets/Rex II/a/bä");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=a%26b");
        assertThat(event.path("queryStringParameters").toString()).isEqualTo("{\"x\":\"1,2\",\"y\":\"a&b\"}");
        assertThat(event.path("pathParameters").toString()).isEqualTo("{\"name\":\"Rex II\",\"rest\":\"a/bä\"}");
        assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("headers").path("x-two").asText()).isEqualTo("one,two");
        assertThat(event.path("headers").path("x-forwarded-proto").asText()).isEqualTo("https");
        assertThat(event.path("body").asText()).isEqualTo("{\"a\":\"ä\"}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        JsonNode context = event.path("requestContext");
        assertThat(context.path("apiId").asText()).isEqualTo(id);
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.path("http").path("method").asText()).isEqualTo("POST");
        assertThat(context.path("domainPrefix").asText()).isEqualTo(id);
        assertThat(context.path("requestId").asText())
                .isEqualTo(answer.headers().firstValue("apigw-requestid").orElseThrow());
        assertThat(call.source())
                .isEqualTo("arn:aws:execute-api:us-east-1:000000000000:" + id + "/$default/POST/pets/{name}/{rest+}");
    }

    @Test
    void bodiesThatAreNotTextArePassedInBase64() {
        String id = server.createApi("binary");
        server.function("binary", ECHO).route(id, "binary", "$default");

        server.send(server.to(id, "/").PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0, (byte) 0xFF})));

        JsonNode event = server.calls("binary").get(0).event();
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(event.path("body").asText()).isEqualTo("AP8=");
    }

    @Test
    void aResponseCarriesStatusHeadersCookiesAndBinaryBodies() throws Exception {
        String id = server.createApi("response");
        server.function(
                        "response",
                        """
                        {"statusCode":201,"headers":{"Content-Type":"image/png","X-Number":5,"Connection":"close"},
                         "cookies":["a=1; Secure","b=2"],"body":"AP8=","isBase64Encoded":true}""")
                .route(id, "response", "GET /");

        HttpResponse<byte[]> answer =
                server.client().send(server.to(id, "/").build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).containsExactly(0, 0xFF);
        assertThat(answer.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(answer.headers().firstValue("x-number")).hasValue("5");
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1; Secure", "b=2");
        assertThat(answer.headers().firstValue("connection")).isEmpty();
    }

    @Test
    void aResponseWithoutStatusIsInferred() {
        String id = server.createApi("inferred");
        server.function("object", "{\"hello\":1}").route(id, "object", "GET /object");
        server.function("text", "\"Hello\"").route(id, "text", "GET /text");

        HttpResponse<String> object = server.get(id, "/object");

        assertThat(object.body()).isEqualTo("{\"hello\":1}");
        assertThat(object.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(server.get(id, "/text").body()).isEqualTo("Hello");
    }

    @Test
    void whatAFunctionDoesWrongIsAnInternalServerError() {
        String id = server.createApi("wrong");
        server.function("crashes", event -> new Functions.Answer("{\"errorMessage\":\"x\"}".getBytes(), true))
                .route(id, "crashes", "GET /crashes");
        server.function("nonsense", "{\"statusCode\":\"many\"}").route(id, "nonsense", "GET /nonsense");
        server.function("refused", event -> {
                    throw new IllegalStateException("not permitted");
                })
                .route(id, "refused", "GET /refused");

        for (String path : List.of("/crashes", "/nonsense", "/refused")) {
            HttpResponse<String> answer = server.get(id, path);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        }
    }

    @Test
    void aFunctionThatTakesTooLongIsUnavailable() {
        String id = server.createApi("slow");
        CountDownLatch never = new CountDownLatch(1);
        server.function("slow", event -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Functions.Answer(new byte[0], false);
        });
        String integration = server.api
                .createIntegration(b -> b.apiId(id)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationUri(ApiServer.arn("slow"))
                        .payloadFormatVersion("2.0")
                        .timeoutInMillis(50))
                .integrationId();
        server.api.createRoute(b -> b.apiId(id).routeKey("GET /").target("integrations/" + integration));

        HttpResponse<String> answer = server.get(id, "/");
        never.countDown();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void theMostSpecificRouteAnswers() {
        String id = server.createApi("routes");
        for (String key :
                List.of("GET /pets/dog/1", "GET /pets/dog/{id}", "ANY /pets/dog/{id}", "GET /pets/{proxy+}")) {
            String name = key.replaceAll("[^A-Za-z0-9]", "_");
            server.function(name, "{\"statusCode\":200,\"body\":\"" + key + "\"}")
                    .route(id, name, key);
        }

        assertThat(server.get(id, "/pets/dog/1").body()).isEqualTo("GET /pets/dog/1");
        assertThat(server.get(id, "/pets/dog/2").body()).isEqualTo("GET /pets/dog/{id}");
        assertThat(server.send(server.to(id, "/pets/dog/2").DELETE()).body()).isEqualTo("ANY /pets/dog/{id}");
        assertThat(server.get(id, "/pets/cat/1").body()).isEqualTo("GET /pets/{proxy+}");
        HttpResponse<String> none = server.get(id, "/");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void aMethodAnOtherRouteLacksGoesToDefault() {
        String id = server.createApi("default");
        server.function("default", ECHO).route(id, "default", "GET /a", "$default");

        server.send(server.to(id, "/a").DELETE());

        assertThat(server.calls("default").get(0).event().path("routeKey").asText())
                .isEqualTo("$default");
        assertThat(server.calls("default").get(0).source()).endsWith(id + "/$default/$default");
    }

    @Test
    void anApiWithoutItsOwnEndpointAnswersOnlyUnderItsDomain() {
        String id = server.createApi("domain", api -> api.disableExecuteApiEndpoint(true), stage -> {});
        server.function("domain", ECHO).route(id, "domain", "GET /pets");
        server.api.createDomainName(b -> b.domainName(ApiServer.DOMAIN)
                .domainNameConfigurations(c -> c.certificateArn(ApiServer.CERTIFICATE)
                        .endpointType("REGIONAL")
                        .securityPolicy("TLS_1_2")));
        server.api.createApiMapping(
                b -> b.domainName(ApiServer.DOMAIN).apiId(id).stage("$default").apiMappingKey("v1"));

        assertThat(server.get(id, "/pets").statusCode()).isEqualTo(404);
        assertThat(server.send(domain("/v1/pets")).statusCode()).isEqualTo(200);
        assertThat(server.send(domain("/pets")).statusCode()).isEqualTo(404);
        assertThat(server.calls("domain").get(0).event().path("rawPath").asText())
                .isEqualTo("/pets");
        assertThatBadRequest(() -> server.api.deleteApi(b -> b.apiId(id)), "Deleting API failed");
    }

    private static HttpRequest.Builder domain(String path) {
        return HttpRequest.newBuilder(URI.create("https://" + ApiServer.DOMAIN + path));
    }

    private static void assertThatBadRequest(Runnable call, String message) {
        org.assertj.core.api.Assertions.assertThatThrownBy(call::run)
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aDomainNeedsAnIssuedCertificateThatCoversIt() {
        assertThatBadRequest(
                () -> server.api.createDomainName(b -> b.domainName("other.example")
                        .domainNameConfigurations(c -> c.certificateArn(ApiServer.CERTIFICATE))),
                "The domain name to be created is not covered by the provided certificate.");
        assertThatBadRequest(
                () -> server.api.createDomainName(b -> b.domainName("x.example.test")
                        .domainNameConfigurations(c -> c.certificateArn(ApiServer.CERTIFICATE + "2"))),
                "not yet issued");
    }

    @Test
    void aStageServesWhatWasDeployedToIt() {
        String id = server.api
                .createApi(b -> b.name("manual").protocolType(ProtocolType.HTTP))
                .apiId();
        server.function("manual", ECHO).route(id, "manual", "GET /one");
        String deployment = server.api.createDeployment(b -> b.apiId(id)).deploymentId();
        server.api.createStage(b -> b.apiId(id).stageName("prod").deploymentId(deployment));
        server.route(id, "manual", "GET /two");

        assertThat(server.get(id, "/prod/one").statusCode()).isEqualTo(200);
        assertThat(server.calls("manual").get(0).event().path("rawPath").asText())
                .isEqualTo("/prod/one");
        assertThat(server.get(id, "/prod/two").statusCode()).isEqualTo(404);
        server.api.createDeployment(b -> b.apiId(id).stageName("prod"));
        assertThat(server.get(id, "/prod/two").statusCode()).isEqualTo(200);
    }

    @Test
    void theGatewayAnswersForOtherOrigins() {
        String id = server.createApi(
                "cors",
                api -> api.corsConfiguration(c -> c.allowOrigins("https://app.example")
                        .allowMethods("GET", "PUT")
                        .allowHeaders("authorization")
                        .maxAge(60)),
                stage -> {});
        server.function("cors", "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"evil\"}}")
                .route(id, "cors", "GET /");

        HttpResponse<String> preflight = server.send(server.to(id, "/")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> answer = server.send(server.to(id, "/").header("Origin", "https://app.example"));
        HttpResponse<String> other = server.send(server.to(id, "/").header("Origin", "https://evil.example"));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-methods"))
                .hasValue("GET,PUT");
        assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly("https://app.example");
        assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void requestsAboveTheBurstAreRefused() {
        String id = server.createApi(
                "throttled",
                api -> {},
                stage -> stage.defaultRouteSettings(
                        s -> s.throttlingBurstLimit(3).throttlingRateLimit(0.001)));
        server.function("throttled", ECHO).route(id, "throttled", "GET /");
        List<Integer> statuses = IntStream.range(0, 5)
                .mapToObj(i -> server.get(id, "/").statusCode())
                .toList();

        assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
        assertThat(server.get(id, "/").body()).isEqualTo("{\"message\":\"Too Many Requests\"}");
    }

    @Test
    void aBodyAboveTheLimitIsRefused() {
        String id = server.createApi("large");
        server.function("large", ECHO).route(id, "large", "PUT /");

        HttpResponse<String> lambdas =
                server.send(server.to(id, "/").PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024])));
        HttpResponse<String> gateways = server.send(
                server.to(id, "/").PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])));

        assertThat(lambdas.statusCode()).isEqualTo(413);
        assertThat(gateways.statusCode()).isEqualTo(413);
        assertThat(server.calls("large")).isEmpty();
    }

    @Test
    void everyRequestIsLoggedInTheStagesFormat() {
        String id = server.createApi(
                "logged",
                api -> {},
                stage -> stage.accessLogSettings(
                        a -> a.destinationArn("arn:aws:logs:us-east-1:000000000000:log-group:access")
                                .format(
                                        "{\"api\":\"$context.apiId\",\"route\":\"$context.routeKey\",\"path\":\"$context.path\","
                                                + "\"status\":\"$context.status\",\"length\":\"$context.responseLength\","
                                                + "\"agent\":\"$context.identity.userAgent\",\"error\":\"$context.authorizer.error\"}")));
        server.function("logged", ECHO).route(id, "logged", "GET /{name}");

        server.send(server.to(id, "/x").header("User-Agent", "a \"quoted\" agent"));
        server.get(id, "/x/y");

        List<String> lines =
                server.accessLog.stream().filter(line -> line.contains(id)).toList();
        assertThat(lines.get(0))
                .isEqualTo("{\"api\":\"" + id + "\",\"route\":\"GET /{name}\",\"path\":\"/x\",\"status\":\"200\","
                        + "\"length\":\"2\",\"agent\":\"a \\\"quoted\\\" agent\",\"error\":\"-\"}");
        assertThat(lines.get(1)).contains("\"route\":\"-\"", "\"status\":\"404\"");
        assertThat(server.metrics).containsKeys("Count", "4xx", "5xx", "Latency", "IntegrationLatency");
    }

    @Test
    void plainHttpIsRefused() throws Exception {
        String id = server.createApi("plain");
        server.function("plain", ECHO).route(id, "plain", "GET /");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + id + ".execute-api.us-east-1.amazonaws.com/"))
                .build();

        HttpResponse<String> answer = server.client().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(server.calls("plain")).isEmpty();
    }

    @Test
    void nothingIsTunnelledToTheRestOfTheWorld() throws Exception {
        assertThat(tunnel("example.com:443", "example.com:443")).contains(" 403 ");
    }

    @Test
    void aTunnelIsMadeForClientsThatLeaveOutTheUsualPortInTheirHostHeader() throws Exception {
        assertThat(tunnel("s3.us-east-1.amazonaws.com:443", "s3.us-east-1.amazonaws.com"))
                .contains(" 200 ");
    }

    /** The first line of the answer to a CONNECT. */
    private static String tunnel(String authority, String hostHeader) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String request = "CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(authority, hostHeader);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
        }
    }

    @Test
    void manyRequestsAtOnceAreToldApart() throws Exception {
        String id = server.createApi("concurrent");
        server.function(
                        "concurrent",
                        event -> new Functions.Answer(
                                ("{\"statusCode\":200,\"body\":\""
                                                + event.path("pathParameters")
                                                        .path("n")
                                                        .asText() + "\"}")
                                        .getBytes(StandardCharsets.UTF_8),
                                false))
                .route(id, "concurrent", "GET /{n}");

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 100)
                .mapToObj(n ->
                        server.client().sendAsync(server.to(id, "/" + n).build(), HttpResponse.BodyHandlers.ofString()))
                .toList();

        for (int n = 0; n < answers.size(); n++) {
            assertThat(answers.get(n).get(30, TimeUnit.SECONDS).body()).isEqualTo(String.valueOf(n));
        }
    }
}
