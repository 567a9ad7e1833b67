package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** What one deployment made of an API: as it was then, whatever is changed later. Immutable. */
public final class Deployed {

    private final Map<String, Integration> integrations;
    private final Map<String, Authorizer> authorizers;
    private final Cors cors;
    private final RouteTable routes;

    Deployed(HttpApi api) {
        this.integrations = api.integrations();
        this.authorizers = api.authorizers();
        this.cors = api.api().corsConfiguration();
        this.routes = new RouteTable(api.routes().values());
    }

    /**
     * The route for a request.
     *
     * @param path the path as it was sent, percent-encoded, below stage and mapping
     */
    public Optional<SelectedRoute> select(String method, String path) {
        return routes.select(method, path);
    }

    /** The integration that the route leads to. */
    public Optional<Integration> integration(Route route) {
        return Optional.ofNullable(route.target())
                .map(target -> integrations.get(target.replaceFirst("^integrations/", "")));
    }

    /** The authorizer that guards the route, if it has one. */
    public Optional<Authorizer> authorizer(Route route) {
        return Optional.ofNullable(route.authorizerId()).map(authorizers::get);
    }

    /** How requests from other origins are answered, if API Gateway is to do so. */
    public Optional<Cors> cors() {
        return Optional.ofNullable(cors);
    }
}
