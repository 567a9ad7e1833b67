package sh.lfc.nv.emulator.services.apigatewayv2;

import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;

/** HTTP APIs, after API Gateway's API reference. WebSocket APIs are not offered. */
public final class ApiService implements AwsService {

    private final Apis apis;
    private final DomainNames domains;

    ApiService(Apis apis, DomainNames domains) {
        this.apis = apis;
        this.domains = domains;
    }

    @Override
    public String sdkPackage() {
        return "apigatewayv2";
    }

    public CreateApiResponse createApi(CreateApiRequest request, Call call) {
        Refusals.required("Name", request.name());
        Refusals.required("ProtocolType", request.protocolTypeAsString());
        if (request.protocolType() == ProtocolType.WEBSOCKET) {
            throw new AwsError("NotImplemented", 501, "WebSocket APIs are not implemented");
        }
        if (request.protocolType() != ProtocolType.HTTP) {
            throw Refusals.badRequest("Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]");
        }
        String id = apis.apiId();
        Api.Builder api = Api.builder()
                .apiId(id)
                .apiEndpoint("https://" + id + ".execute-api." + call.scope().region() + ".amazonaws.com")
                .apiKeySelectionExpression("$request.header.x-api-key")
                .routeSelectionExpression("$request.method $request.path")
                .disableExecuteApiEndpoint(false)
                .ipAddressType(IpAddressType.IPV4)
                .createdDate(apis.now());
        HttpApi made = new HttpApi(call.scope(), Members.copy(request, api).build());
        apis.add(request.target() == null ? made : quickCreated(made, request));
        return Members.copy(apis.get(call, id).api(), CreateApiResponse.builder())
                .build();
    }

    /** An API that is given its target has a route to it and a stage that deploys by itself. */
    private HttpApi quickCreated(HttpApi api, CreateApiRequest request) {
        boolean function = request.target().startsWith("arn:");
        Integration integration = Integration.builder()
                .integrationId(apis.partId())
                .apiGatewayManaged(true)
                .integrationType(function ? IntegrationType.AWS_PROXY : IntegrationType.HTTP_PROXY)
                .integrationUri(request.target())
                .integrationMethod(function ? "POST" : "ANY")
                .connectionType(ConnectionType.INTERNET)
                .payloadFormatVersion(function ? "2.0" : "1.0")
                .timeoutInMillis(IntegrationService.MAX_TIMEOUT)
                .build();
        String key = request.routeKey() == null ? RouteKey.DEFAULT : request.routeKey();
        RouteKey.parse(key);
        Route route = Route.builder()
                .routeId(apis.partId())
                .apiGatewayManaged(true)
                .routeKey(key)
                .authorizationType(AuthorizationType.NONE)
                .apiKeyRequired(false)
                .target("integrations/" + integration.integrationId())
                .build();
        Stage stage = Stage.builder()
                .stageName(RouteKey.DEFAULT)
                .apiGatewayManaged(true)
                .autoDeploy(true)
                .createdDate(apis.now())
                .lastUpdatedDate(apis.now())
                .defaultRouteSettings(
                        RouteSettings.builder().detailedMetricsEnabled(false).build())
                .build();
        return api.with(integration).with(route).with(stage).autoDeployed(apis::deploymentId, apis.now());
    }

    public GetApiResponse getApi(GetApiRequest request, Call call) {
        return Members.copy(apis.get(call, request.apiId()).api(), GetApiResponse.builder())
                .build();
    }

    public GetApisResponse getApis(GetApisRequest request, Call call) {
        Apis.Page<HttpApi> page = Apis.page(apis.all(call), request.nextToken(), request.maxResults());
        return GetApisResponse.builder()
                .items(page.items().stream().map(HttpApi::api).toList())
                .nextToken(page.next())
                .build();
    }

    public UpdateApiResponse updateApi(UpdateApiRequest request, Call call) {
        HttpApi changed = apis.configure(
                call,
                request.apiId(),
                api -> api.with(Members.copy(request, api.api().toBuilder()).build()));
        return Members.copy(changed.api(), UpdateApiResponse.builder()).build();
    }

    public DeleteApiResponse deleteApi(DeleteApiRequest request, Call call) {
        apis.get(call, request.apiId());
        if (domains.isMapped(request.apiId(), null)) {
            throw Refusals.badRequest(
                    "Deleting API failed. Please remove all base path mappings related to the API in your domains");
        }
        apis.delete(call, request.apiId());
        return DeleteApiResponse.builder().build();
    }

    public DeleteCorsConfigurationResponse deleteCorsConfiguration(DeleteCorsConfigurationRequest request, Call call) {
        apis.configure(
                call,
                request.apiId(),
                api -> api.with(
                        api.api().toBuilder().corsConfiguration((Cors) null).build()));
        return DeleteCorsConfigurationResponse.builder().build();
    }
}
