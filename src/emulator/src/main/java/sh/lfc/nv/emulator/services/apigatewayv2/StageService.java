package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.DeploymentStatus;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageResponse;

/** The stages and deployments of HTTP APIs, after API Gateway's API reference. */
public final class StageService implements AwsService {

    private static final Pattern NAME = Pattern.compile("\\$default|[A-Za-z0-9_-]{1,128}");

    private final Apis apis;
    private final DomainNames domains;

    StageService(Apis apis, DomainNames domains) {
        this.apis = apis;
        this.domains = domains;
    }

    @Override
    public String sdkPackage() {
        return "apigatewayv2";
    }

    public CreateStageResponse createStage(CreateStageRequest request, Call call) {
        String name = Refusals.required("StageName", request.stageName());
        if (!NAME.matcher(name).matches()) {
            throw Refusals.badRequest("Stage name only allows a-zA-Z0-9_- and $default");
        }
        Stage.Builder made = Stage.builder()
                .autoDeploy(false)
                .createdDate(apis.now())
                .lastUpdatedDate(apis.now())
                .defaultRouteSettings(
                        RouteSettings.builder().detailedMetricsEnabled(false).build())
                .routeSettings(Map.of())
                .stageVariables(Map.of());
        Members.copy(request, made);
        HttpApi changed = apis.change(call, request.apiId(), api -> {
            if (api.stages().containsKey(name)) {
                throw Refusals.conflict("Stage already exists");
            }
            requireDeployment(api, request.deploymentId());
            return autoDeployed(api.with(complete(made.build())), name);
        });
        return Members.copy(changed.stages().get(name), CreateStageResponse.builder())
                .build();
    }

    public UpdateStageResponse updateStage(UpdateStageRequest request, Call call) {
        String name = request.stageName();
        HttpApi changed = apis.change(call, request.apiId(), api -> {
            Stage there = stage(api, name);
            Stage.Builder stage = Members.copy(request, there.toBuilder()).lastUpdatedDate(apis.now());
            if (request.accessLogSettings() != null
                    && request.accessLogSettings().destinationArn() == null
                    && request.accessLogSettings().format() == null) {
                stage.accessLogSettings((AccessLogSettings) null);
            }
            if (request.hasStageVariables()) {
                Map<String, String> variables = new TreeMap<>(there.stageVariables());
                variables.putAll(request.stageVariables());
                variables.values().removeIf(String::isEmpty);
                stage.stageVariables(variables);
            }
            if (request.hasRouteSettings()) {
                Map<String, RouteSettings> settings = new TreeMap<>(there.routeSettings());
                settings.putAll(request.routeSettings());
                stage.routeSettings(settings);
            }
            requireDeployment(api, request.deploymentId());
            if (request.deploymentId() != null
                    && Boolean.TRUE.equals(stage.build().autoDeploy())) {
                throw Refusals.badRequest("Deployment ID cannot be set on a Stage with AutoDeploy set to true");
            }
            boolean switchedOn = Boolean.TRUE.equals(request.autoDeploy()) && !Boolean.TRUE.equals(there.autoDeploy());
            HttpApi with = api.with(complete(stage.build()));
            return switchedOn ? autoDeployed(with, name) : with;
        });
        return Members.copy(changed.stages().get(name), UpdateStageResponse.builder())
                .build();
    }

    public GetStageResponse getStage(GetStageRequest request, Call call) {
        return Members.copy(stage(apis.get(call, request.apiId()), request.stageName()), GetStageResponse.builder())
                .build();
    }

    public GetStagesResponse getStages(GetStagesRequest request, Call call) {
        Apis.Page<Stage> page = Apis.page(
                List.copyOf(apis.get(call, request.apiId()).stages().values()),
                request.nextToken(),
                request.maxResults());
        return GetStagesResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    public DeleteStageResponse deleteStage(DeleteStageRequest request, Call call) {
        apis.change(call, request.apiId(), api -> {
            stage(api, request.stageName());
            if (domains.isMapped(request.apiId(), request.stageName())) {
                throw Refusals.badRequest("Deleting stage failed. Please remove all base path mappings related to the"
                        + " stage in your domains");
            }
            return api.withoutStage(request.stageName());
        });
        return DeleteStageResponse.builder().build();
    }

    public DeleteAccessLogSettingsResponse deleteAccessLogSettings(DeleteAccessLogSettingsRequest request, Call call) {
        apis.change(
                call,
                request.apiId(),
                api -> api.with(stage(api, request.stageName()).toBuilder()
                        .accessLogSettings((AccessLogSettings) null)
                        .build()));
        return DeleteAccessLogSettingsResponse.builder().build();
    }

    public DeleteRouteSettingsResponse deleteRouteSettings(DeleteRouteSettingsRequest request, Call call) {
        apis.change(call, request.apiId(), api -> {
            Stage stage = stage(api, request.stageName());
            Map<String, RouteSettings> settings = new TreeMap<>(stage.routeSettings());
            if (settings.remove(request.routeKey()) == null) {
                throw Refusals.no("Route settings", request.routeKey());
            }
            return api.with(stage.toBuilder().routeSettings(settings).build());
        });
        return DeleteRouteSettingsResponse.builder().build();
    }

    // Deployments

    public CreateDeploymentResponse createDeployment(CreateDeploymentRequest request, Call call) {
        String id = apis.deploymentId();
        Deployment deployment = Deployment.builder()
                .deploymentId(id)
                .autoDeployed(false)
                .createdDate(apis.now())
                .deploymentStatus(DeploymentStatus.DEPLOYED)
                .description(request.description())
                .build();
        apis.change(call, request.apiId(), api -> {
            if (api.routes().isEmpty()) {
                throw Refusals.badRequest("At least one route is required before deploying the Api.");
            }
            HttpApi deployed = api.deployedAs(deployment);
            return request.stageName() == null
                    ? deployed
                    : deployed.with(stage(api, request.stageName()).toBuilder()
                            .deploymentId(id)
                            .lastUpdatedDate(apis.now())
                            .build());
        });
        return Members.copy(deployment, CreateDeploymentResponse.builder()).build();
    }

    public UpdateDeploymentResponse updateDeployment(UpdateDeploymentRequest request, Call call) {
        HttpApi changed = apis.change(
                call,
                request.apiId(),
                api -> api.with(deployment(api, request.deploymentId()).toBuilder()
                        .description(request.description())
                        .build()));
        return Members.copy(changed.deployments().get(request.deploymentId()), UpdateDeploymentResponse.builder())
                .build();
    }

    public GetDeploymentResponse getDeployment(GetDeploymentRequest request, Call call) {
        return Members.copy(
                        deployment(apis.get(call, request.apiId()), request.deploymentId()),
                        GetDeploymentResponse.builder())
                .build();
    }

    public GetDeploymentsResponse getDeployments(GetDeploymentsRequest request, Call call) {
        Apis.Page<Deployment> page = Apis.page(
                List.copyOf(apis.get(call, request.apiId()).deployments().values()),
                request.nextToken(),
                request.maxResults());
        return GetDeploymentsResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    public DeleteDeploymentResponse deleteDeployment(DeleteDeploymentRequest request, Call call) {
        apis.change(call, request.apiId(), api -> {
            deployment(api, request.deploymentId());
            if (api.stages().values().stream()
                    .anyMatch(stage -> request.deploymentId().equals(stage.deploymentId()))) {
                throw Refusals.badRequest("Active stages pointing to this deployment must be moved or deleted");
            }
            return api.withoutDeployment(request.deploymentId());
        });
        return DeleteDeploymentResponse.builder().build();
    }

    private HttpApi autoDeployed(HttpApi api, String stage) {
        boolean automatic = Boolean.TRUE.equals(api.stages().get(stage).autoDeploy());
        return automatic && !api.routes().isEmpty() ? api.autoDeployed(apis::deploymentId, apis.now()) : api;
    }

    private static Stage complete(Stage stage) {
        RouteSettings settings = stage.defaultRouteSettings();
        return settings != null && settings.detailedMetricsEnabled() == null
                ? stage.toBuilder()
                        .defaultRouteSettings(settings.toBuilder()
                                .detailedMetricsEnabled(false)
                                .build())
                        .build()
                : stage;
    }

    static Stage stage(HttpApi api, String name) {
        Stage stage = api.stages().get(name);
        if (stage == null) {
            throw Refusals.notFound("Invalid stage identifier specified");
        }
        return stage;
    }

    private static Deployment deployment(HttpApi api, String id) {
        Deployment deployment = api.deployments().get(id);
        if (deployment == null) {
            throw Refusals.notFound("Invalid deployment identifier specified");
        }
        return deployment;
    }

    private static void requireDeployment(HttpApi api, String id) {
        if (id != null) {
            deployment(api, id);
        }
    }
}
