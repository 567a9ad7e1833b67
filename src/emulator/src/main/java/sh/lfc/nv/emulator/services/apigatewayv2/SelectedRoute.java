package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * The route for a request.
 *
 * @param pathParameters the values of the path's variables, decoded
 */
public record SelectedRoute(Route route, Map<String, String> pathParameters) {}
