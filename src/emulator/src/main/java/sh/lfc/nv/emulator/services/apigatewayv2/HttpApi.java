package sh.lfc.nv.emulator.services.apigatewayv2;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.DeploymentStatus;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** An API with all that belongs to it, as it is at one moment. Immutable. */
record HttpApi(
        Scope scope,
        Api api,
        Map<String, Route> routes,
        Map<String, Integration> integrations,
        Map<String, Authorizer> authorizers,
        Map<String, Stage> stages,
        Map<String, Deployment> deployments,
        Map<String, Deployed> deployed) {

    /** How many deployments are kept beside those that stages serve. */
    private static final int KEPT_DEPLOYMENTS = 100;

    HttpApi(Scope scope, Api api) {
        this(scope, api, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    String id() {
        return api.apiId();
    }

    HttpApi with(Api changed) {
        return new HttpApi(scope, changed, routes, integrations, authorizers, stages, deployments, deployed);
    }

    HttpApi with(Route route) {
        return new HttpApi(
                scope,
                api,
                plus(routes, route.routeId(), route),
                integrations,
                authorizers,
                stages,
                deployments,
                deployed);
    }

    HttpApi withoutRoute(String id) {
        return new HttpApi(scope, api, minus(routes, id), integrations, authorizers, stages, deployments, deployed);
    }

    HttpApi with(Integration integration) {
        return new HttpApi(
                scope,
                api,
                routes,
                plus(integrations, integration.integrationId(), integration),
                authorizers,
                stages,
                deployments,
                deployed);
    }

    HttpApi withoutIntegration(String id) {
        return new HttpApi(scope, api, routes, minus(integrations, id), authorizers, stages, deployments, deployed);
    }

    HttpApi with(Authorizer authorizer) {
        return new HttpApi(
                scope,
                api,
                routes,
                integrations,
                plus(authorizers, authorizer.authorizerId(), authorizer),
                stages,
                deployments,
                deployed);
    }

    HttpApi withoutAuthorizer(String id) {
        return new HttpApi(scope, api, routes, integrations, minus(authorizers, id), stages, deployments, deployed);
    }

    HttpApi with(Stage stage) {
        return new HttpApi(
                scope,
                api,
                routes,
                integrations,
                authorizers,
                plus(stages, stage.stageName(), stage),
                deployments,
                deployed);
    }

    HttpApi withoutStage(String name) {
        return new HttpApi(scope, api, routes, integrations, authorizers, minus(stages, name), deployments, deployed);
    }

    /** Keeps the API as it is now under a deployment. */
    HttpApi deployedAs(Deployment deployment) {
        return new HttpApi(
                        scope,
                        api,
                        routes,
                        integrations,
                        authorizers,
                        stages,
                        plus(deployments, deployment.deploymentId(), deployment),
                        plus(deployed, deployment.deploymentId(), new Deployed(this)))
                .pruned();
    }

    HttpApi withoutDeployment(String id) {
        return new HttpApi(
                scope, api, routes, integrations, authorizers, stages, minus(deployments, id), minus(deployed, id));
    }

    HttpApi with(Deployment changed) {
        return new HttpApi(
                scope,
                api,
                routes,
                integrations,
                authorizers,
                stages,
                plus(deployments, changed.deploymentId(), changed),
                deployed);
    }

    /** Every stage that deploys by itself gets what the API is now. */
    HttpApi autoDeployed(Supplier<String> ids, Instant now) {
        List<Stage> automatic = stages.values().stream()
                .filter(stage -> Boolean.TRUE.equals(stage.autoDeploy()))
                .toList();
        if (automatic.isEmpty()) {
            return this;
        }
        Deployment deployment = Deployment.builder()
                .deploymentId(ids.get())
                .autoDeployed(true)
                .createdDate(now)
                .deploymentStatus(DeploymentStatus.DEPLOYED)
                .description("Automatic deployment triggered by changes to the Api configuration")
                .build();
        HttpApi changed = deployedAs(deployment);
        for (Stage stage : automatic) {
            changed = changed.with(stage.toBuilder()
                    .deploymentId(deployment.deploymentId())
                    .lastDeploymentStatusMessage(
                            "Successfully deployed stage with deployment ID '" + deployment.deploymentId() + "'")
                    .lastUpdatedDate(now)
                    .build());
        }
        return changed;
    }

    private HttpApi pruned() {
        HttpApi pruned = this;
        Set<String> served = new HashSet<>();
        stages.values().forEach(stage -> served.add(stage.deploymentId()));
        Iterator<String> oldest = deployments.keySet().iterator();
        while (pruned.deployments().size() > KEPT_DEPLOYMENTS && oldest.hasNext()) {
            String id = oldest.next();
            if (!served.contains(id)) {
                pruned = pruned.withoutDeployment(id);
            }
        }
        return pruned;
    }

    /** In the order in which they were made. */
    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return Collections.unmodifiableMap(changed);
    }

    private static <V> Map<String, V> minus(Map<String, V> map, String key) {
        Map<String, V> changed = new LinkedHashMap<>(map);
        changed.remove(key);
        return Collections.unmodifiableMap(changed);
    }
}
