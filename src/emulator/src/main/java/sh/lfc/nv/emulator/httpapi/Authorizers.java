package sh.lfc.nv.emulator.httpapi;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.services.apigatewayv2.Deployed;
import sh.lfc.nv.emulator.services.apigatewayv2.FunctionUri;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;

/**
 * Asks the authorizers of routes ("Working with AWS Lambda authorizers for HTTP APIs").
 *
 * <p>What cannot be decided is refused: an authorizer that fails, takes too long or answers nonsense closes the route.
 * Safe for use by many threads.
 */
final class Authorizers {

    private static final Logger log = LoggerFactory.getLogger(Authorizers.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_CACHED = 10_000;

    private record Key(String apiId, String stage, String authorizerId, List<String> identity) {}

    /** Valid only as long as the authorizer is the one that answered. */
    private record Cached(Authorizer authorizer, AuthorizerResponse response, Instant until) {}

    private final BoundedCalls functions;
    private final Clock clock;
    private final Map<Key, Cached> cache = new ConcurrentHashMap<>();

    /**
     * @param clock by which results expire
     */
    Authorizers(BoundedCalls functions, Clock clock) {
        this.functions = functions;
        this.clock = clock;
    }

    /** Decides on the request; notes in the exchange what the access log shows of it. */
    Verdict decide(Exchange exchange, Deployed deployed) {
        AuthorizationType type = exchange.route().authorizationType();
        if (type == null || type == AuthorizationType.NONE) {
            return null;
        }
        Optional<Authorizer> authorizer = deployed.authorizer(exchange.route());
        if (type == AuthorizationType.CUSTOM && authorizer.isPresent()) {
            return ask(exchange, authorizer.get());
        }
        exchange.authorizerError("The authorization type " + type + " is not implemented");
        log.warn("authorization type={} is not implemented, the request is refused", type);
        return new Verdict.Refused(type == AuthorizationType.JWT ? ApiAnswer.unauthorized() : ApiAnswer.forbidden());
    }

    private Verdict ask(Exchange exchange, Authorizer authorizer) {
        Optional<List<String>> identity = IdentitySources.values(authorizer.identitySource(), exchange);
        if (identity.isEmpty()) {
            exchange.authorizerError("Identity source not found in the request");
            return new Verdict.Refused(ApiAnswer.unauthorized());
        }
        Optional<AuthorizerResponse> response = answer(exchange, authorizer, identity.get());
        if (response.isEmpty()) {
            return new Verdict.Refused(ApiAnswer.internalServerError());
        }
        if (!response.get().allows(exchange.requestArn())) {
            exchange.authorizerError("The request was not authorized");
            return new Verdict.Refused(ApiAnswer.forbidden());
        }
        return new Verdict.Allowed(response.get().context());
    }

    private Optional<AuthorizerResponse> answer(Exchange exchange, Authorizer authorizer, List<String> identity) {
        int ttl = authorizer.authorizerResultTtlInSeconds() == null ? 0 : authorizer.authorizerResultTtlInSeconds();
        Key key =
                new Key(exchange.published().api().apiId(), exchange.stageName(), authorizer.authorizerId(), identity);
        Cached cached = ttl == 0 ? null : cache.get(key);
        if (cached != null
                && cached.authorizer() == authorizer
                && cached.until().isAfter(clock.instant())) {
            return Optional.of(cached.response());
        }
        Optional<AuthorizerResponse> response = invoke(exchange, authorizer, identity);
        if (ttl > 0 && response.isPresent()) {
            makeRoom();
            cache.put(
                    key, new Cached(authorizer, response.get(), clock.instant().plusSeconds(ttl)));
        }
        return response;
    }

    private Optional<AuthorizerResponse> invoke(Exchange exchange, Authorizer authorizer, List<String> identity) {
        byte[] event = Events.authorizer(exchange, authorizer.authorizerPayloadFormatVersion(), identity);
        String source = exchange.published().executionArn() + "/authorizers/" + authorizer.authorizerId();
        String error;
        try {
            Functions.Answer answer =
                    functions.invoke(FunctionUri.parse(authorizer.authorizerUri()), event, source, TIMEOUT);
            if (!answer.failed()) {
                Optional<AuthorizerResponse> response = AuthorizerResponse.read(
                        answer.payload(), Boolean.TRUE.equals(authorizer.enableSimpleResponses()));
                if (response.isPresent()) {
                    return response;
                }
            }
            error = answer.failed()
                    ? "The authorizer function failed: " + new String(answer.payload(), StandardCharsets.UTF_8)
                    : "The authorizer function returned an invalid response";
        } catch (TimeoutException e) {
            error = "The authorizer function took longer than " + TIMEOUT.toSeconds() + " seconds";
        } catch (RuntimeException e) {
            error = "The authorizer function could not be invoked: " + e.getMessage();
        }
        exchange.authorizerError(error);
        log.warn("api={} authorizer={} error={}", exchange.published().api().apiId(), authorizer.authorizerId(), error);
        return Optional.empty();
    }

    private void makeRoom() {
        if (cache.size() >= MAX_CACHED) {
            Instant now = clock.instant();
            cache.values().removeIf(cached -> !cached.until().isAfter(now));
            if (cache.size() >= MAX_CACHED) {
                cache.clear();
            }
        }
    }
}
