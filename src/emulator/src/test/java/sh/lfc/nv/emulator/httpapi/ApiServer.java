package sh.lfc.nv.emulator.httpapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import sh.lfc.nv.emulator.authorization.Gate;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.certificates.SniKeyManager;
import sh.lfc.nv.emulator.credentials.CredentialStore;
import sh.lfc.nv.emulator.gateway.AwsHandler;
import sh.lfc.nv.emulator.gateway.CallObserver;
import sh.lfc.nv.emulator.gateway.Gateway;
import sh.lfc.nv.emulator.gateway.Tunnels;
import sh.lfc.nv.emulator.protocol.Dispatcher;
import sh.lfc.nv.emulator.services.apigatewayv2.ApiGateway;
import sh.lfc.nv.emulator.services.apigatewayv2.DomainCertificates;
import sh.lfc.nv.emulator.signature.Authenticator;
import sh.lfc.nv.emulator.time.EmulatorClock;
import sh.lfc.nv.emulator.time.Scheduler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/**
 * API Gateway on a port of its own, with functions that a test writes: control plane through the SDK, data plane through
 * HTTPS over the gateway's own CONNECT.
 */
final class ApiServer implements AutoCloseable {

    static final String DOMAIN = "api.example.test";
    static final String CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/1";

    /** What a function was called with. */
    record Invoked(String function, JsonNode event, String source) {}

    final EmulatorClock clock = new EmulatorClock();
    final List<Invoked> invoked = new CopyOnWriteArrayList<>();
    final List<String> accessLog = new CopyOnWriteArrayList<>();
    final Map<String, Double> metrics = new ConcurrentHashMap<>();
    final ApiGatewayV2Client api;

    private final Map<String, Function<JsonNode, Functions.Answer>> functions = new ConcurrentHashMap<>();
    private final Scheduler scheduler = new Scheduler(clock);
    private final HttpApis apis;
    private final Gateway gateway;
    private final HttpClient client;

    ApiServer(Path folder) throws IOException {
        Platform platform = new Platform(clock, scheduler, new Ids(7), folder);
        ApiGateway service = new ApiGateway(platform, new DomainCertificates() {
            @Override
            public Optional<List<String>> issuedNames(String certificateArn) {
                return certificateArn.equals(CERTIFICATE) ? Optional.of(List.of("*.example.test")) : Optional.empty();
            }

            @Override
            public void used(String certificateArn, String domainNameArn, boolean used) {}
        });
        this.apis = new HttpApis(
                service.published(),
                new HttpApis.Surroundings(
                        this::invoke,
                        (group, stream, line) -> accessLog.add(line),
                        (scope, metric, dimensions, value, unit) -> {
                            if (dimensions.size() == 2) {
                                metrics.merge(metric, value, Double::sum);
                            }
                        }),
                clock,
                platform.ids());
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("ca"));
        SniKeyManager certificates = new SniKeyManager(
                host -> Optional.empty(),
                () -> authority.issue(List.of("127.0.0.1", "*.example.test", "*.execute-api.us-east-1.amazonaws.com")));
        CredentialStore credentials = new CredentialStore();
        Handler aws = new AwsHandler(
                Dispatcher.of(service.services(), Gate.OPEN),
                new Authenticator(credentials, clock),
                clock,
                platform.ids(),
                CallObserver.NONE);
        this.gateway = new Gateway("127.0.0.1", 0, certificates);
        gateway.start(new Tunnels(
                host -> host.endsWith(".amazonaws.com") || host.endsWith(".example.test"),
                () -> new InetSocketAddress("127.0.0.1", port()),
                new Handler.Sequence(new HttpApiHandler(apis), aws)));
        this.client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", port())))
                .sslContext(authority.trustingContext())
                .build();
        this.api = ApiGatewayV2Client.builder()
                .endpointOverride(gateway.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    int port() {
        return gateway.port();
    }

    HttpClient client() {
        return client;
    }

    private Functions.Answer invoke(String function, byte[] event, String source) {
        JsonNode json;
        try {
            json = Events.JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = function.substring(function.lastIndexOf(':') + 1);
        invoked.add(new Invoked(name, json, source));
        return functions.get(name).apply(json);
    }

    static String arn(String function) {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
    }

    /** A function that answers this. */
    ApiServer function(String name, String answer) {
        return function(name, event -> new Functions.Answer(answer.getBytes(StandardCharsets.UTF_8), false));
    }

    ApiServer function(String name, Function<JsonNode, Functions.Answer> behaviour) {
        functions.put(name, behaviour);
        return this;
    }

    List<Invoked> calls(String function) {
        return invoked.stream().filter(call -> call.function().equals(function)).toList();
    }

    /** An API whose stage {@code $default} deploys by itself. */
    String createApi(String name) {
        return createApi(name, any -> {}, any -> {});
    }

    /** The same, with more to say about API and stage. The SDK's client in tests cannot send PATCH. */
    String createApi(String name, Consumer<CreateApiRequest.Builder> more, Consumer<CreateStageRequest.Builder> stage) {
        String id = api.createApi(
                        b -> b.name(name).protocolType(ProtocolType.HTTP).applyMutation(more))
                .apiId();
        api.createStage(b -> b.apiId(id).stageName("$default").autoDeploy(true).applyMutation(stage));
        return id;
    }

    String integrate(String apiId, String function) {
        return api.createIntegration(b -> b.apiId(apiId)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationUri(arn(function))
                        .payloadFormatVersion("2.0"))
                .integrationId();
    }

    /** Routes that lead to the function. */
    void route(String apiId, String function, String... keys) {
        String integration = integrate(apiId, function);
        for (String key : keys) {
            api.createRoute(b -> b.apiId(apiId).routeKey(key).target("integrations/" + integration));
        }
    }

    /** Routes that lead to the function, guarded by an authorizer with simple responses. */
    String guardedRoute(String apiId, String function, String authorizer, int ttl, String key) {
        return guardedRoute(apiId, function, authorizer, ttl, key, true);
    }

    String guardedRoute(String apiId, String function, String authorizer, int ttl, String key, boolean simple) {
        String integration = integrate(apiId, function);
        String id = api.createAuthorizer(b -> b.apiId(apiId)
                        .name(authorizer)
                        .authorizerType(AuthorizerType.REQUEST)
                        .authorizerUri(arn(authorizer))
                        .authorizerPayloadFormatVersion("2.0")
                        .enableSimpleResponses(simple)
                        .authorizerResultTtlInSeconds(ttl)
                        .identitySource("$request.header.Authorization"))
                .authorizerId();
        api.createRoute(b -> b.apiId(apiId)
                .routeKey(key)
                .target("integrations/" + integration)
                .authorizationType(AuthorizationType.CUSTOM)
                .authorizerId(id));
        return id;
    }

    HttpRequest.Builder to(String apiId, String path) {
        return HttpRequest.newBuilder(URI.create("https://" + apiId + ".execute-api.us-east-1.amazonaws.com" + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String apiId, String path) {
        return send(to(apiId, path));
    }

    @Override
    public void close() {
        api.close();
        gateway.close();
        apis.close();
        scheduler.close();
    }
}
