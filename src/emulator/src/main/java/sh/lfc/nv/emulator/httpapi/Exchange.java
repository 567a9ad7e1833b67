package sh.lfc.nv.emulator.httpapi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.services.apigatewayv2.PublishedStage;
import sh.lfc.nv.emulator.services.apigatewayv2.SelectedRoute;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * One request on its way through a stage, with what became known on the way; for the thread that serves it.
 */
final class Exchange {

    private static final String BASE64_PAD = "=";

    private final ApiRequest request;
    private final PublishedStage published;
    private final Instant time;
    private final long started = System.nanoTime();
    private final String requestId;
    private final String traceId;

    private SelectedRoute selected;
    private Map<String, Object> authorizerContext;
    private String authorizerError;
    private String integrationError;
    private Integer integrationStatus;
    private Long integrationNanos;

    Exchange(ApiRequest request, PublishedStage published, Instant time, Ids ids) {
        this.request = request;
        this.published = published;
        this.time = time;
        this.requestId = requestId(ids);
        this.traceId = "Root=1-" + Long.toHexString(time.getEpochSecond()) + "-" + ids.hex(24);
    }

    /** 15 letters and an equals sign, as of a short text in Base64. */
    static String requestId(Ids ids) {
        return ids.base36(15) + BASE64_PAD;
    }

    ApiRequest request() {
        return request;
    }

    PublishedStage published() {
        return published;
    }

    Instant time() {
        return time;
    }

    String requestId() {
        return requestId;
    }

    String traceId() {
        return traceId;
    }

    String stageName() {
        return published.stage().stageName();
    }

    Map<String, String> stageVariables() {
        return published.stage().stageVariables();
    }

    void selected(SelectedRoute route) {
        this.selected = route;
    }

    Optional<SelectedRoute> selected() {
        return Optional.ofNullable(selected);
    }

    Route route() {
        return selected.route();
    }

    Map<String, String> pathParameters() {
        return selected.pathParameters();
    }

    void authorized(Map<String, Object> context) {
        this.authorizerContext = context;
    }

    /** What the authorizer passed on; empty when none was asked. */
    Optional<Map<String, Object>> authorizerContext() {
        return Optional.ofNullable(authorizerContext);
    }

    void authorizerError(String message) {
        this.authorizerError = message;
    }

    Optional<String> authorizerError() {
        return Optional.ofNullable(authorizerError);
    }

    void integrationError(String message) {
        this.integrationError = message;
    }

    Optional<String> integrationError() {
        return Optional.ofNullable(integrationError);
    }

    void integrated(int status, long nanos) {
        this.integrationStatus = status;
        this.integrationNanos = nanos;
    }

    Optional<Integer> integrationStatus() {
        return Optional.ofNullable(integrationStatus);
    }

    Optional<Long> integrationMillis() {
        return Optional.ofNullable(integrationNanos).map(TimeUnit.NANOSECONDS::toMillis);
    }

    /** Since the request was received. */
    long latencyMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    /** The path below the stage as payload format 2.0 has it: decoded, and with the name of a stage that has one. */
    String rawPath() {
        String path = ApiRequest.decodedPath(published.path());
        return stageName().equals("$default") ? path : "/" + stageName() + path;
    }

    /** {@code arn:aws:execute-api:…:api/stage/METHOD/path}, the path being the route's; for functions' policies. */
    String routeSourceArn() {
        String key = route().routeKey();
        String resource = key.equals("$default") ? key : request.method() + key.substring(key.indexOf(' ') + 1);
        return published.executionArn() + "/" + stageName() + "/" + resource;
    }

    /** {@code arn:aws:execute-api:…:api/stage/METHOD/path}, the path being the request's; for authorizers. */
    String requestArn() {
        return published.executionArn() + "/" + stageName() + "/" + request.method()
                + ApiRequest.decodedPath(published.path());
    }
}
