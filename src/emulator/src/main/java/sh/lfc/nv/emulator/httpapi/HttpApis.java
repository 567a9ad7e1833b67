package sh.lfc.nv.emulator.httpapi;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.services.apigatewayv2.Deployed;
import sh.lfc.nv.emulator.services.apigatewayv2.PublishedApis;
import sh.lfc.nv.emulator.services.apigatewayv2.PublishedStage;
import sh.lfc.nv.emulator.services.apigatewayv2.SelectedRoute;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;

/**
 * Answers the requests of HTTP APIs' clients: stage, preflight, route, throttle, authorizer, integration, then access
 * log and metrics.
 *
 * <p>Safe for use by many threads.
 */
public final class HttpApis implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpApis.class);

    private final PublishedApis published;
    private final AccessLogs accessLogs;
    private final ApiMetrics metrics;
    private final Clock clock;
    private final Ids ids;
    private final BoundedCalls calls;
    private final Authorizers authorizers;
    private final Integrations integrations;
    private final Throttles throttles = new Throttles(System::nanoTime);

    /** What the data plane needs of the services around it. */
    public record Surroundings(Functions functions, AccessLogs accessLogs, ApiMetrics metrics) {}

    /**
     * @param clock by which authorizers' results expire and requests are dated
     */
    public HttpApis(PublishedApis published, Surroundings surroundings, Clock clock, Ids ids) {
        this.published = published;
        this.accessLogs = surroundings.accessLogs();
        this.metrics = surroundings.metrics();
        this.clock = clock;
        this.ids = ids;
        this.calls = new BoundedCalls(surroundings.functions());
        this.authorizers = new Authorizers(calls, clock);
        this.integrations = new Integrations(calls);
    }

    /** Whether requests to this host are for an HTTP API. */
    boolean serves(String host) {
        return published.isApiHost(host);
    }

    /** Answers a request, or refuses it before it is read when {@code refusal} is given. */
    ApiAnswer answer(ApiRequest request, ApiAnswer refusal) {
        Optional<PublishedStage> stage = published.find(request.host(), request.path());
        if (stage.isEmpty()) {
            return identified(ApiAnswer.notFound(), Exchange.requestId(ids));
        }
        Exchange exchange = new Exchange(request, stage.get(), clock.instant(), ids);
        ApiAnswer answer = refusal == null ? answer(exchange) : refusal;
        ApiAnswer complete = identified(
                stage.get()
                        .deployed()
                        .flatMap(Deployed::cors)
                        .filter(cors -> !CorsRules.isPreflight(request))
                        .map(cors -> CorsRules.applied(cors, request, answer))
                        .orElse(answer),
                exchange.requestId());
        record(exchange, complete);
        return complete;
    }

    private ApiAnswer answer(Exchange exchange) {
        Optional<Deployed> deployed = exchange.published().deployed();
        ApiRequest request = exchange.request();
        Optional<Cors> cors = deployed.flatMap(Deployed::cors);
        if (cors.isPresent() && CorsRules.isPreflight(request)) {
            return CorsRules.preflight(cors.get(), request);
        }
        Optional<SelectedRoute> route = deployed.flatMap(
                there -> there.select(request.method(), exchange.published().path()));
        if (route.isEmpty()) {
            return ApiAnswer.notFound();
        }
        exchange.selected(route.get());
        if (!throttles.pass(exchange)) {
            return ApiAnswer.tooManyRequests();
        }
        Verdict verdict = authorizers.decide(exchange, deployed.get());
        if (verdict instanceof Verdict.Refused refused) {
            return refused.answer();
        }
        if (verdict instanceof Verdict.Allowed allowed) {
            exchange.authorized(allowed.context());
        }
        return deployed.get()
                .integration(exchange.route())
                .map(integration -> integrations.answer(exchange, integration))
                .orElseGet(ApiAnswer::internalServerError);
    }

    private static ApiAnswer identified(ApiAnswer answer, String requestId) {
        return answer.with(List.of(Map.entry("apigw-requestid", requestId)));
    }

    private void record(Exchange exchange, ApiAnswer answer) {
        try {
            writeAccessLog(exchange, answer);
            recordMetrics(exchange, answer);
        } catch (RuntimeException e) {
            log.error("api={} cannot be logged", exchange.published().api().apiId(), e);
        }
    }

    private void writeAccessLog(Exchange exchange, ApiAnswer answer) {
        AccessLogSettings settings = exchange.published().stage().accessLogSettings();
        if (settings != null && settings.destinationArn() != null && settings.format() != null) {
            accessLogs.write(
                    settings.destinationArn(),
                    exchange.published().api().apiId() + "/" + exchange.stageName(),
                    AccessLogLine.of(settings.format(), exchange, answer));
        }
    }

    private void recordMetrics(Exchange exchange, ApiAnswer answer) {
        PublishedStage stage = exchange.published();
        String api = stage.api().apiId();
        RouteSettings settings = stage.stage().defaultRouteSettings();
        List<Map<String, String>> dimensions = new ArrayList<>();
        dimensions.add(Map.of("ApiId", api));
        dimensions.add(Map.of("ApiId", api, "Stage", exchange.stageName()));
        if (settings != null && Boolean.TRUE.equals(settings.detailedMetricsEnabled())) {
            exchange.selected()
                    .map(route -> route.route().routeKey())
                    .ifPresent(key -> dimensions.add(Map.of(
                            "ApiId",
                            api,
                            "Stage",
                            exchange.stageName(),
                            "Method",
                            key.contains(" ") ? key.substring(0, key.indexOf(' ')) : key,
                            "Resource",
                            key.substring(key.indexOf(' ') + 1))));
        }
        int family = answer.status() / 100;
        for (Map<String, String> each : dimensions) {
            metrics.record(stage.scope(), "Count", each, 1, "Count");
            metrics.record(stage.scope(), "4xx", each, family == 4 ? 1 : 0, "Count");
            metrics.record(stage.scope(), "5xx", each, family == 5 ? 1 : 0, "Count");
            metrics.record(stage.scope(), "Latency", each, exchange.latencyMillis(), "Milliseconds");
            exchange.integrationMillis()
                    .ifPresent(millis ->
                            metrics.record(stage.scope(), "IntegrationLatency", each, millis, "Milliseconds"));
            metrics.record(stage.scope(), "DataProcessed", each, answer.body().length, "Bytes");
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
