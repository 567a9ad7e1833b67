package sh.lfc.nv.emulator.httpapi;

import java.util.Optional;

/** The {@code $context} variables that are known before there is an answer ("Logging variables for HTTP APIs"). */
final class ContextVariables {

    private ContextVariables() {}

    /**
     * The value of a variable.
     *
     * @param name without {@code $context.}
     */
    static Optional<String> value(String name, Exchange exchange) {
        ApiRequest request = exchange.request();
        return switch (name) {
            case "accountId" -> Optional.of(exchange.published().scope().account());
            case "apiId" -> Optional.of(exchange.published().api().apiId());
            case "authorizer.error" -> exchange.authorizerError();
            case "domainName" -> Optional.of(request.host());
            case "domainPrefix" -> Optional.of(request.host().split("\\.", 2)[0]);
            case "extendedRequestId", "requestId" -> Optional.of(exchange.requestId());
            case "httpMethod" -> Optional.of(request.method());
            case "identity.sourceIp" -> Optional.of(request.sourceIp());
            case "identity.userAgent" -> request.header("user-agent");
            case "integration.error", "integrationErrorMessage" -> exchange.integrationError();
            case "integration.latency", "integrationLatency" ->
                exchange.integrationMillis().map(String::valueOf);
            case "integration.integrationStatus", "integrationStatus" ->
                exchange.integrationStatus().map(String::valueOf);
            case "integration.status" -> exchange.integrationStatus().map(status -> "200");
            case "path" -> Optional.of(ApiRequest.decodedPath(request.path()));
            case "protocol" -> Optional.of(request.protocol());
            case "requestTime" -> Optional.of(Events.requestTime(exchange.time()));
            case "requestTimeEpoch" ->
                Optional.of(String.valueOf(exchange.time().toEpochMilli()));
            case "routeKey" -> exchange.selected().map(route -> route.route().routeKey());
            case "stage" -> Optional.of(exchange.stageName());
            default -> fromAuthorizer(name, exchange);
        };
    }

    private static Optional<String> fromAuthorizer(String name, Exchange exchange) {
        return name.startsWith("authorizer.")
                ? exchange.authorizerContext()
                        .map(context -> context.get(name.substring("authorizer.".length())))
                        .map(String::valueOf)
                : Optional.empty();
    }
}
