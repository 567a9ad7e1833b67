package sh.lfc.nv.emulator.services.apigatewayv2;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sh.lfc.nv.emulator.call.Scope;

/**
 * What policies ask of API Gateway's resources by their ARNs, such as {@code arn:aws:apigateway:us-east-1::/apis/a1/routes}:
 * their tags, and the account that the ARNs do not tell.
 *
 * <p>What is in an API has its API's tags, a stage its own besides. Safe for use by many threads.
 */
public final class ApiResources {

    private final Apis apis;
    private final DomainNames domains;

    ApiResources(Apis apis, DomainNames domains) {
        this.apis = apis;
        this.domains = domains;
    }

    /** The tags of a resource; none where there is no such resource. */
    public Map<String, String> tags(String arn) {
        String[] path = path(arn);
        if (path.length < 2) {
            return Map.of();
        }
        return switch (path[0]) {
            case "apis" -> apis.find(path[1]).map(api -> tags(api, path)).orElse(Map.of());
            case "domainnames" ->
                domains.find(path[1]).map(entry -> entry.domain().tags()).orElse(Map.of());
            default -> Map.of();
        };
    }

    /** The tags of all APIs, stages and domain names of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        apis.all(scope).forEach(api -> {
            String arn = "arn:" + scope.partition() + ":apigateway:" + scope.region() + "::/apis/"
                    + api.api().apiId();
            found.put(arn, api.api().tags());
            api.stages().forEach((name, stage) -> found.put(arn + "/stages/" + name, stage.tags()));
        });
        domains.all()
                .filter(entry -> entry.scope().equals(scope))
                .forEach(entry -> found.put(entry.arn(), entry.domain().tags()));
        return found;
    }

    /** The account of a resource. */
    public Optional<String> owner(String arn) {
        String[] path = path(arn);
        if (path.length < 2) {
            return Optional.empty();
        }
        return switch (path[0]) {
            case "apis" -> apis.find(path[1]).map(HttpApi::scope).map(Scope::account);
            case "domainnames" ->
                domains.find(path[1]).map(DomainNames.Entry::scope).map(Scope::account);
            default -> Optional.empty();
        };
    }

    private static Map<String, String> tags(HttpApi api, String[] path) {
        Map<String, String> tags = new HashMap<>(api.api().tags());
        if (path.length > 3 && path[2].equals("stages")) {
            Optional.ofNullable(api.stages().get(path[3])).ifPresent(stage -> tags.putAll(stage.tags()));
        }
        return tags;
    }

    /** The segments of the path; of what {@code /tags/…} is about, for it. */
    private static String[] path(String arn) {
        String path = arn.split(":", 6)[5].substring(1);
        if (path.startsWith("tags/")) {
            String tagged = URLDecoder.decode(path.substring("tags/".length()), StandardCharsets.UTF_8);
            path = tagged.contains("::/") ? tagged.substring(tagged.indexOf("::/") + 3) : "";
            path = path.startsWith("v2/") ? path.substring(3) : path;
        }
        return path.split("/");
    }
}
