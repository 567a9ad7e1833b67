package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponse;

/** The routes of HTTP APIs, after API Gateway's API reference. */
public final class RouteService implements AwsService {

    private final Apis apis;

    RouteService(Apis apis) {
        this.apis = apis;
    }

    @Override
    public String sdkPackage() {
        return "apigatewayv2";
    }

    public CreateRouteResponse createRoute(CreateRouteRequest request, Call call) {
        String id = apis.partId();
        Route.Builder made = Route.builder()
                .routeId(id)
                .authorizationType(AuthorizationType.NONE)
                .apiKeyRequired(false);
        HttpApi changed = apis.configure(
                call,
                request.apiId(),
                api -> checked(api, Members.copy(request, made).build()));
        return Members.copy(changed.routes().get(id), CreateRouteResponse.builder())
                .build();
    }

    public UpdateRouteResponse updateRoute(UpdateRouteRequest request, Call call) {
        HttpApi changed = apis.configure(call, request.apiId(), api -> {
            Route.Builder route = route(api, request.routeId()).toBuilder();
            Members.copy(request, route);
            if (request.authorizationType() == AuthorizationType.NONE || "".equals(request.authorizerId())) {
                route.authorizerId(null).authorizationScopes((List<String>) null);
            }
            return checked(api, route.build());
        });
        return Members.copy(changed.routes().get(request.routeId()), UpdateRouteResponse.builder())
                .build();
    }

    public GetRouteResponse getRoute(GetRouteRequest request, Call call) {
        return Members.copy(route(apis.get(call, request.apiId()), request.routeId()), GetRouteResponse.builder())
                .build();
    }

    public GetRoutesResponse getRoutes(GetRoutesRequest request, Call call) {
        Apis.Page<Route> page = Apis.page(
                List.copyOf(apis.get(call, request.apiId()).routes().values()),
                request.nextToken(),
                request.maxResults());
        return GetRoutesResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    public DeleteRouteResponse deleteRoute(DeleteRouteRequest request, Call call) {
        apis.configure(call, request.apiId(), api -> {
            route(api, request.routeId());
            return api.withoutRoute(request.routeId());
        });
        return DeleteRouteResponse.builder().build();
    }

    private static Route route(HttpApi api, String id) {
        Route route = api.routes().get(id);
        if (route == null) {
            throw Refusals.no("Route", id);
        }
        return route;
    }

    private static HttpApi checked(HttpApi api, Route route) {
        RouteKey.parse(route.routeKey());
        boolean taken = api.routes().values().stream()
                .anyMatch(other -> other.routeKey().equals(route.routeKey())
                        && !other.routeId().equals(route.routeId()));
        if (taken) {
            throw Refusals.conflict("Route with key " + route.routeKey() + " already exists for this API");
        }
        if (Boolean.TRUE.equals(route.apiKeyRequired())) {
            throw Refusals.badRequest("ApiKeyRequired is not currently supported for HTTP APIs");
        }
        requireTarget(api, route.target());
        requireAuthorizer(api, route);
        return api.with(route);
    }

    private static void requireTarget(HttpApi api, String target) {
        if (target == null) {
            return;
        }
        if (!target.startsWith("integrations/")) {
            throw Refusals.badRequest(
                    "Invalid target specified. Target must be of the format: integrations/{integrationId}");
        }
        String id = target.substring("integrations/".length());
        if (!api.integrations().containsKey(id)) {
            throw Refusals.no("Integration", id);
        }
    }

    private static void requireAuthorizer(HttpApi api, Route route) {
        AuthorizationType type = route.authorizationType();
        if (type == AuthorizationType.NONE || type == AuthorizationType.AWS_IAM) {
            return;
        }
        if (type == AuthorizationType.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.badRequest("Invalid authorization type specified: " + route.authorizationTypeAsString());
        }
        Authorizer authorizer =
                route.authorizerId() == null ? null : api.authorizers().get(route.authorizerId());
        if (authorizer == null) {
            throw Refusals.badRequest("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or JWT"
                    + " requires a valid authorizer.");
        }
        boolean jwt = authorizer.authorizerType() == AuthorizerType.JWT;
        if (jwt != (type == AuthorizationType.JWT)) {
            throw Refusals.badRequest("The authorization type " + type + " does not fit the authorizer's type "
                    + authorizer.authorizerType());
        }
    }
}
