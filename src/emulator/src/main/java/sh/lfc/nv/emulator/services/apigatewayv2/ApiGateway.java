package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;

/** API Gateway as a whole: its services, which share the APIs, and what they publish. */
public final class ApiGateway {

    private final List<AwsService> services;
    private final PublishedApis published;
    private final ApiResources resources;

    /**
     * @param certificates what custom domains show to their clients
     */
    public ApiGateway(Platform platform, DomainCertificates certificates) {
        Apis apis = new Apis(platform);
        DomainNames domains = new DomainNames();
        this.services = List.of(
                new ApiService(apis, domains),
                new RouteService(apis),
                new IntegrationService(apis),
                new AuthorizerService(apis),
                new StageService(apis, domains),
                new DomainNameService(platform, apis, domains, certificates),
                new ApiTagService(apis, domains));
        this.published = new PublishedApis(apis, domains);
        this.resources = new ApiResources(apis, domains);
    }

    /** What answers API Gateway's operations. */
    public List<AwsService> services() {
        return services;
    }

    /** What policies ask of APIs and domain names. */
    public ApiResources resources() {
        return resources;
    }

    /** The APIs as their clients see them. */
    public PublishedApis published() {
        return published;
    }
}
