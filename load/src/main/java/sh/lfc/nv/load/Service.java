package sh.lfc.nv.load;

import io.gatling.javaapi.http.HttpDsl;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Optional;

/**
 * The service under load, by system properties; the password comes from the environment variable {@code LOAD_PASSWORD},
 * which other users of the machine cannot read.
 *
 * <ul>
 *   <li>{@code url}: where it answers
 *   <li>{@code user}: the client's user name
 *   <li>{@code proxy}: {@code host:port} through which it is reached, if not by DNS
 * </ul>
 */
final class Service {
    private Service() {}

    /** How all requests are sent: over connections that all users share. */
    static HttpProtocolBuilder http() {
        var http = HttpDsl.http
                .baseUrl(Settings.required("url"))
                .acceptHeader("*/*")
                .disableFollowRedirect()
                // A user who waited for a file has seen it, and would only be told that it is the same.
                .disableCaching()
                .shareConnections();
        return Settings.text("proxy")
                .map(Service::proxy)
                // Presigned addresses may be of a port of this machine, which no proxy leads to.
                .map(proxy -> http.proxy(proxy).noProxyFor("127.0.0.1", "localhost"))
                .orElse(http);
    }

    /** A request by the client, with its credentials; those to presigned addresses must not have any. */
    static HttpRequestActionBuilder authorized(HttpRequestActionBuilder request) {
        return request.basicAuth(Settings.required("user"), password());
    }

    private static io.gatling.javaapi.http.Proxy proxy(String address) {
        var colon = address.lastIndexOf(':');
        return HttpDsl.Proxy(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    private static String password() {
        // Gatling Enterprise shows no variable whose name begins so.
        return Optional.ofNullable(System.getenv("LOAD_PASSWORD"))
                .or(() -> Optional.ofNullable(System.getenv("SENSITIVE_LOAD_PASSWORD")))
                .orElseThrow(() -> new IllegalArgumentException("set LOAD_PASSWORD to the client's password"));
    }
}
