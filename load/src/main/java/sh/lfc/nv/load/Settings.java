package sh.lfc.nv.load;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.http.HttpDsl;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run is told in system properties; the password comes from the environment variable {@code LOAD_PASSWORD}, which
 * other users of the machine cannot read.
 *
 * <ul>
 *   <li>{@code url}: where the service answers
 *   <li>{@code user}: the client's user name
 *   <li>{@code proxy}: {@code host:port} through which the service is reached, if not by DNS
 *   <li>{@code users}: new users a second
 *   <li>{@code seconds}: how long they keep coming
 *   <li>{@code p95}: the milliseconds within which 95 of 100 requests have to be answered
 * </ul>
 */
final class Settings {
    private static final Duration RAMP = Duration.ofSeconds(3);
    private static final double MAX_FAILED_PERCENT = 0.1;

    private Settings() {}

    static HttpProtocolBuilder http() {
        var http = HttpDsl.http
                .baseUrl(required("url"))
                .basicAuth(required("user"), password())
                .acceptHeader("*/*")
                .disableFollowRedirect()
                .shareConnections();
        return text("proxy").map(Settings::proxy).map(http::proxy).orElse(http);
    }

    /** A ramp, then the same number of new users each second. */
    static OpenInjectionStep[] users() {
        var rate = number("users", 20);
        return new OpenInjectionStep[] {
            CoreDsl.rampUsersPerSec(1).to(rate).during(RAMP),
            CoreDsl.constantUsersPerSec(rate).during(Duration.ofSeconds((long) number("seconds", 20))),
        };
    }

    /** What has to hold for the run to have passed. */
    static Assertion[] promises() {
        return new Assertion[] {
            CoreDsl.global().failedRequests().percent().lt(MAX_FAILED_PERCENT),
            CoreDsl.global().responseTime().percentile(95).lt((int) number("p95", 500)),
        };
    }

    private static io.gatling.javaapi.http.Proxy proxy(String address) {
        var colon = address.lastIndexOf(':');
        return HttpDsl.Proxy(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    private static String password() {
        return Optional.ofNullable(System.getenv("LOAD_PASSWORD"))
                .orElseThrow(() -> new IllegalArgumentException("set LOAD_PASSWORD to the client's password"));
    }

    private static double number(String name, double otherwise) {
        return text(name).map(Double::parseDouble).orElse(otherwise);
    }

    private static String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("set the system property " + name));
    }

    private static Optional<String> text(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }
}
