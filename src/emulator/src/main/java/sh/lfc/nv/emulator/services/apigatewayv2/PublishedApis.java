package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** The APIs as their clients see them: by host name and path. Safe for use by many threads. */
public final class PublishedApis {

    private static final Pattern EXECUTE_API =
            Pattern.compile("([a-z0-9]+)\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\.com");

    private final Apis apis;
    private final DomainNames domains;

    PublishedApis(Apis apis, DomainNames domains) {
        this.apis = apis;
        this.domains = domains;
    }

    /** Whether the name is one of API Gateway's: a custom domain, or below {@code execute-api}. */
    public boolean isApiHost(String host) {
        return isCustomDomain(host) || host.matches("[^.]+\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com");
    }

    public boolean isCustomDomain(String host) {
        return domains.find(host).isPresent();
    }

    /** The names of all custom domains. */
    public Stream<String> customDomains() {
        return domains.all().map(entry -> entry.domain().domainName());
    }

    /** The certificate of a custom domain. */
    public Optional<String> certificateArn(String host) {
        return domains.find(host).map(DomainNames.Entry::certificateArn);
    }

    /** The custom domain to which the target domain name belongs, as in an alias record. */
    public boolean isTarget(String host) {
        return domains.all().anyMatch(entry -> entry.target().equals(host));
    }

    /**
     * The stage that a request reaches, if there is one and it may be reached in this way.
     *
     * @param host in lower case, without a port
     * @param path percent-encoded
     */
    public Optional<PublishedStage> find(String host, String path) {
        Optional<DomainNames.Entry> domain = domains.find(host);
        if (domain.isPresent()) {
            return mapped(domain.get(), host, path);
        }
        Matcher name = EXECUTE_API.matcher(host);
        if (!name.matches()) {
            return Optional.empty();
        }
        return apis.find(name.group(1))
                .filter(api -> api.scope().region().equals(name.group(2)))
                .filter(api -> !Boolean.TRUE.equals(api.api().disableExecuteApiEndpoint()))
                .flatMap(api -> staged(api, host, path));
    }

    /** The longest mapping key that the path begins with wins ("Working with API mappings for HTTP APIs"). */
    private Optional<PublishedStage> mapped(DomainNames.Entry domain, String host, String path) {
        return domain.mappings().values().stream()
                .filter(mapping -> begins(path, key(mapping)))
                .max(Comparator.comparingInt(mapping -> key(mapping).length()))
                .flatMap(mapping -> apis.find(mapping.apiId())
                        .filter(api -> api.stages().containsKey(mapping.stage()))
                        .map(api ->
                                published(api, api.stages().get(mapping.stage()), host, below(path, key(mapping)))));
    }

    /** A stage's name is the first part of the path; without one there is {@code $default}. */
    private static Optional<PublishedStage> staged(HttpApi api, String host, String path) {
        List<String> parts = RouteKey.segments(path);
        Stage named = parts.isEmpty() ? null : api.stages().get(parts.get(0));
        if (named != null) {
            return Optional.of(published(api, named, host, path));
        }
        return Optional.ofNullable(api.stages().get(RouteKey.DEFAULT)).map(stage -> published(api, stage, host, path));
    }

    private static PublishedStage published(HttpApi api, Stage stage, String host, String path) {
        String prefix = stage.stageName();
        String below = begins(path, prefix) && EXECUTE_API.matcher(host).matches() ? below(path, prefix) : path;
        return new PublishedStage(
                api.scope(),
                api.api(),
                stage,
                Optional.ofNullable(stage.deploymentId()).map(api.deployed()::get),
                host,
                below);
    }

    private static String key(ApiMapping mapping) {
        return mapping.apiMappingKey() == null ? "" : mapping.apiMappingKey();
    }

    private static boolean begins(String path, String key) {
        return key.isEmpty() || path.equals("/" + key) || path.startsWith("/" + key + "/");
    }

    private static String below(String path, String key) {
        if (key.isEmpty()) {
            return path;
        }
        String rest = path.substring(key.length() + 1);
        return rest.isEmpty() ? "/" : rest;
    }
}
