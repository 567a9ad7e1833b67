package sh.lfc.nv.emulator.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells at LocalStack's path and in LocalStack's words which services there are, so that what waits for LocalStack, or asks
 * what its edition has, finds its way here too. Everything else is left to the handler behind it.
 */
public final class HealthHandler extends Handler.Wrapper {

    /** Where it answers. */
    public static final String PATH = "/_localstack/health";

    /** The names under which LocalStack knows services that the SDK calls otherwise. */
    private static final Map<String, String> NAMES = Map.of("cloudwatchlogs", "logs", "eventbridge", "events");

    private static final String EDITION = "embedded";

    private final Supplier<Set<String>> services;
    private final String version;

    /** @param services by the names of the SDK's packages */
    public HealthHandler(Supplier<Set<String>> services, String version, Handler next) {
        super(next);
        this.services = services;
        this.version = version;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!PATH.equals(request.getHttpURI().getPath()) || !HttpMethod.GET.is(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, health(), callback);
        return true;
    }

    private String health() {
        var names = new TreeSet<String>();
        services.get().forEach(service -> names.add(NAMES.getOrDefault(service, service)));
        var health = JsonNodeFactory.instance.objectNode();
        var states = health.putObject("services");
        names.forEach(name -> states.put(name, "running"));
        return health.put("edition", EDITION).put("version", version).toString();
    }
}
