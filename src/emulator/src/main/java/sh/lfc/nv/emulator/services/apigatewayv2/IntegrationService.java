package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;

/** The integrations of HTTP APIs, after API Gateway's API reference. VPC links are not offered. */
public final class IntegrationService implements AwsService {

    /** In milliseconds; also what an integration has unless told otherwise. */
    static final int MAX_TIMEOUT = 30_000;

    private static final int MIN_TIMEOUT = 50;
    private static final Set<String> PAYLOAD_FORMATS = Set.of("1.0", "2.0");

    private final Apis apis;

    IntegrationService(Apis apis) {
        this.apis = apis;
    }

    @Override
    public String sdkPackage() {
        return "apigatewayv2";
    }

    public CreateIntegrationResponse createIntegration(CreateIntegrationRequest request, Call call) {
        String id = apis.partId();
        Integration.Builder made = Integration.builder()
                .integrationId(id)
                .connectionType(ConnectionType.INTERNET)
                .timeoutInMillis(MAX_TIMEOUT)
                .payloadFormatVersion("1.0");
        Integration integration = Members.copy(request, made).build();
        check(integration, request.payloadFormatVersion());
        HttpApi changed = apis.configure(call, request.apiId(), api -> api.with(integration));
        return Members.copy(changed.integrations().get(id), CreateIntegrationResponse.builder())
                .build();
    }

    public UpdateIntegrationResponse updateIntegration(UpdateIntegrationRequest request, Call call) {
        HttpApi changed = apis.configure(call, request.apiId(), api -> {
            Integration integration = Members.copy(request, integration(api, request.integrationId()).toBuilder())
                    .build();
            check(integration, integration.payloadFormatVersion());
            return api.with(integration);
        });
        return Members.copy(changed.integrations().get(request.integrationId()), UpdateIntegrationResponse.builder())
                .build();
    }

    public GetIntegrationResponse getIntegration(GetIntegrationRequest request, Call call) {
        return Members.copy(
                        integration(apis.get(call, request.apiId()), request.integrationId()),
                        GetIntegrationResponse.builder())
                .build();
    }

    public GetIntegrationsResponse getIntegrations(GetIntegrationsRequest request, Call call) {
        Apis.Page<Integration> page = Apis.page(
                List.copyOf(apis.get(call, request.apiId()).integrations().values()),
                request.nextToken(),
                request.maxResults());
        return GetIntegrationsResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    public DeleteIntegrationResponse deleteIntegration(DeleteIntegrationRequest request, Call call) {
        apis.configure(call, request.apiId(), api -> {
            integration(api, request.integrationId());
            api.routes().values().stream()
                    .filter(route -> ("integrations/" + request.integrationId()).equals(route.target()))
                    .findFirst()
                    .ifPresent(route -> {
                        throw Refusals.conflict("Cannot delete Integration with id '" + request.integrationId()
                                + "'. It is referenced by Route with id '" + route.routeId() + "'");
                    });
            return api.withoutIntegration(request.integrationId());
        });
        return DeleteIntegrationResponse.builder().build();
    }

    private static Integration integration(HttpApi api, String id) {
        Integration integration = api.integrations().get(id);
        if (integration == null) {
            throw Refusals.no("Integration", id);
        }
        return integration;
    }

    private static void check(Integration integration, String payloadFormat) {
        IntegrationType type = integration.integrationType();
        if (type != IntegrationType.AWS_PROXY && type != IntegrationType.HTTP_PROXY) {
            throw Refusals.badRequest("Invalid integration type specified. HTTP APIs support AWS_PROXY and HTTP_PROXY");
        }
        if (integration.connectionType() == ConnectionType.VPC_LINK || integration.integrationSubtype() != null) {
            throw new AwsError("NotImplemented", 501, "VPC links and service integrations are not implemented");
        }
        if (integration.timeoutInMillis() < MIN_TIMEOUT || integration.timeoutInMillis() > MAX_TIMEOUT) {
            throw Refusals.badRequest("Timeout should be between " + MIN_TIMEOUT + " ms and " + MAX_TIMEOUT + " ms");
        }
        String uri = Refusals.required("IntegrationUri", integration.integrationUri());
        if (type == IntegrationType.HTTP_PROXY) {
            if (!uri.matches("https?://.+")) {
                throw Refusals.badRequest("Invalid HTTP endpoint specified for URI");
            }
            Refusals.required("IntegrationMethod", integration.integrationMethod());
        } else {
            if (payloadFormat == null || !PAYLOAD_FORMATS.contains(payloadFormat)) {
                throw Refusals.badRequest("Invalid payload format version specified. Valid values are [1.0, 2.0]");
            }
            FunctionUri.parse(uri);
        }
    }
}
