package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.realism.Delay;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiMappingResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDomainNameResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiMappingResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDomainNameResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DomainName;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameStatus;
import software.amazon.awssdk.services.apigatewayv2.model.EndpointType;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNameResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNamesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNamesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.SecurityPolicy;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiMappingResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDomainNameRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDomainNameResponse;

/** Custom domain names and their mappings to APIs, after API Gateway's API reference. Mutual TLS is not offered. */
public final class DomainNameService implements AwsService {

    private static final String DEFAULT_ZONE = "Z1UJRXOUMOOFQ8";
    /** "Amazon API Gateway endpoints and quotas": the hosted zone of each region's endpoints. */
    private static final Map<String, String> HOSTED_ZONES = Map.of(
            "us-east-1", DEFAULT_ZONE,
            "us-east-2", "ZOJJZC49E0EPZ",
            "us-west-1", "Z2MUQ32089INYE",
            "us-west-2", "Z2OJLYMUO9EFXC",
            "eu-west-1", "ZLY8HYME6SFDD",
            "eu-west-2", "ZJ5UAJN8Y3Z2Q",
            "eu-central-1", "Z1U9ULNL0V5AJ3",
            "ap-southeast-1", "ZL327KTPIQFUL",
            "ap-southeast-2", "Z2RPCDW04V8134",
            "ap-northeast-1", "Z1YSHQZHG15GKL");

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9$_.+!*'()/-]{1,300}");

    private final Platform platform;
    private final Apis apis;
    private final DomainNames domains;
    private final DomainCertificates certificates;

    DomainNameService(Platform platform, Apis apis, DomainNames domains, DomainCertificates certificates) {
        this.platform = platform;
        this.apis = apis;
        this.domains = domains;
        this.certificates = certificates;
    }

    @Override
    public String sdkPackage() {
        return "apigatewayv2";
    }

    public CreateDomainNameResponse createDomainName(CreateDomainNameRequest request, Call call) {
        String name = Refusals.required("DomainName", request.domainName());
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            throw Refusals.badRequest("Uppercase letters are not supported in domain names.");
        }
        if (request.mutualTlsAuthentication() != null) {
            throw new AwsError("NotImplemented", 501, "Mutual TLS is not implemented");
        }
        String target = "d-" + platform.ids().base36(10) + ".execute-api."
                + call.scope().region() + ".amazonaws.com";
        DomainName domain = DomainName.builder()
                .domainName(name)
                .domainNameArn("arn:" + call.scope().partition() + ":apigateway:"
                        + call.scope().region() + "::/domainnames/" + name)
                .apiMappingSelectionExpression("$request.basepath")
                .routingMode(request.routingModeAsString() == null ? "API_MAPPING_ONLY" : request.routingModeAsString())
                .domainNameConfigurations(configuration(name, request.domainNameConfigurations(), target, call.scope()))
                .tags(request.tags())
                .build();
        DomainNames.Entry entry = new DomainNames.Entry(call.scope(), domain, Map.of());
        if (!domains.add(entry)) {
            throw Refusals.conflict("The domain name you provided already exists.");
        }
        certificates.used(entry.certificateArn(), entry.arn(), true);
        settle(name, call);
        return Members.copy(domain, CreateDomainNameResponse.builder()).build();
    }

    public UpdateDomainNameResponse updateDomainName(UpdateDomainNameRequest request, Call call) {
        DomainNames.Entry before = domains.get(call, request.domainName());
        DomainNames.Entry after = domains.change(
                call,
                request.domainName(),
                entry -> entry.with(entry.domain().toBuilder()
                        .domainNameConfigurations(
                                request.domainNameConfigurations().isEmpty()
                                        ? entry.domain().domainNameConfigurations()
                                        : List.of(configuration(
                                                request.domainName(),
                                                request.domainNameConfigurations(),
                                                entry.target(),
                                                call.scope())))
                        .build()));
        settle(request.domainName(), call);
        if (!before.certificateArn().equals(after.certificateArn())) {
            certificates.used(after.certificateArn(), after.arn(), true);
            certificates.used(before.certificateArn(), before.arn(), false);
        }
        return Members.copy(after.domain(), UpdateDomainNameResponse.builder()).build();
    }

    /** Where things take their time, a domain name is available later. */
    private void settle(String name, Call call) {
        if (!platform.delays().areNone()) {
            platform.after(Delay.DOMAIN_NAME, () -> domains.find(name)
                    .ifPresent(found -> domains.change(call, name, DomainNameService::available)));
        }
    }

    private static DomainNames.Entry available(DomainNames.Entry entry) {
        return entry.with(entry.domain().toBuilder()
                .domainNameConfigurations(entry.domain().domainNameConfigurations().stream()
                        .map(each -> each.toBuilder()
                                .domainNameStatus(DomainNameStatus.AVAILABLE)
                                .build())
                        .toList())
                .build());
    }

    public GetDomainNameResponse getDomainName(GetDomainNameRequest request, Call call) {
        return Members.copy(domains.get(call, request.domainName()).domain(), GetDomainNameResponse.builder())
                .build();
    }

    public GetDomainNamesResponse getDomainNames(GetDomainNamesRequest request, Call call) {
        Apis.Page<DomainNames.Entry> page = Apis.page(domains.all(call), request.nextToken(), request.maxResults());
        return GetDomainNamesResponse.builder()
                .items(page.items().stream().map(DomainNames.Entry::domain).toList())
                .nextToken(page.next())
                .build();
    }

    public DeleteDomainNameResponse deleteDomainName(DeleteDomainNameRequest request, Call call) {
        DomainNames.Entry entry = domains.get(call, request.domainName());
        domains.remove(entry);
        certificates.used(entry.certificateArn(), entry.arn(), false);
        return DeleteDomainNameResponse.builder().build();
    }

    private DomainNameConfiguration configuration(
            String name, List<DomainNameConfiguration> given, String target, Scope scope) {
        if (given.size() != 1) {
            throw Refusals.badRequest("Exactly one domain name configuration is required");
        }
        DomainNameConfiguration wanted = given.get(0);
        if (wanted.endpointType() != null && wanted.endpointType() != EndpointType.REGIONAL) {
            throw Refusals.badRequest("Only REGIONAL EndpointType is supported for HTTP APIs");
        }
        if (wanted.securityPolicy() != null && wanted.securityPolicy() != SecurityPolicy.TLS_1_2) {
            throw Refusals.badRequest("Only SecurityPolicy TLS_1_2 is supported for HTTP APIs");
        }
        requireCertificate(name, wanted.certificateArn(), scope);
        return DomainNameConfiguration.builder()
                .apiGatewayDomainName(target)
                .certificateArn(wanted.certificateArn())
                .domainNameStatus(platform.delays().areNone() ? DomainNameStatus.AVAILABLE : DomainNameStatus.UPDATING)
                .endpointType(EndpointType.REGIONAL)
                .hostedZoneId(HOSTED_ZONES.getOrDefault(scope.region(), DEFAULT_ZONE))
                .ipAddressType(wanted.ipAddressType() == null ? IpAddressType.IPV4 : wanted.ipAddressType())
                .securityPolicy(SecurityPolicy.TLS_1_2)
                .ownershipVerificationCertificateArn(wanted.ownershipVerificationCertificateArn())
                .build();
    }

    private void requireCertificate(String name, String arn, Scope scope) {
        Refusals.required("CertificateArn", arn);
        if (!arn.startsWith(scope.arn("acm", "certificate/"))) {
            throw Refusals.badRequest(
                    "The certificate provided must be owned by the account creating the domain, in the"
                            + " same region: " + arn);
        }
        List<String> covered = certificates
                .issuedNames(arn)
                .orElseThrow(() -> Refusals.badRequest(
                        "Certificate " + arn + " in account " + scope.account() + " not yet issued"));
        int dot = name.indexOf('.');
        if (!covered.contains(name) && (dot < 0 || !covered.contains("*" + name.substring(dot)))) {
            throw Refusals.badRequest("The domain name to be created is not covered by the provided certificate.");
        }
    }

    // Mappings

    public CreateApiMappingResponse createApiMapping(CreateApiMappingRequest request, Call call) {
        ApiMapping mapping = ApiMapping.builder()
                .apiMappingId(platform.ids().base36(6))
                .apiId(request.apiId())
                .apiMappingKey(key(request.apiMappingKey()))
                .stage(request.stage())
                .build();
        domains.change(call, request.domainName(), entry -> checked(call, entry, mapping));
        return Members.copy(mapping, CreateApiMappingResponse.builder()).build();
    }

    public UpdateApiMappingResponse updateApiMapping(UpdateApiMappingRequest request, Call call) {
        DomainNames.Entry changed = domains.change(call, request.domainName(), entry -> {
            ApiMapping.Builder mapping = Members.copy(request, mapping(entry, request.apiMappingId()).toBuilder());
            if (request.apiMappingKey() != null) {
                mapping.apiMappingKey(key(request.apiMappingKey()));
            }
            return checked(call, entry, mapping.build());
        });
        return Members.copy(mapping(changed, request.apiMappingId()), UpdateApiMappingResponse.builder())
                .build();
    }

    public GetApiMappingResponse getApiMapping(GetApiMappingRequest request, Call call) {
        return Members.copy(
                        mapping(domains.get(call, request.domainName()), request.apiMappingId()),
                        GetApiMappingResponse.builder())
                .build();
    }

    public GetApiMappingsResponse getApiMappings(GetApiMappingsRequest request, Call call) {
        Apis.Page<ApiMapping> page = Apis.page(
                List.copyOf(domains.get(call, request.domainName()).mappings().values()),
                request.nextToken(),
                request.maxResults());
        return GetApiMappingsResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    public DeleteApiMappingResponse deleteApiMapping(DeleteApiMappingRequest request, Call call) {
        domains.change(call, request.domainName(), entry -> {
            mapping(entry, request.apiMappingId());
            return entry.without(request.apiMappingId());
        });
        return DeleteApiMappingResponse.builder().build();
    }

    private DomainNames.Entry checked(Call call, DomainNames.Entry entry, ApiMapping mapping) {
        HttpApi api = apis.get(call, Refusals.required("ApiId", mapping.apiId()));
        StageService.stage(api, Refusals.required("Stage", mapping.stage()));
        String key = mapping.apiMappingKey() == null ? "" : mapping.apiMappingKey();
        if (!key.isEmpty() && !KEY.matcher(key).matches()) {
            throw Refusals.badRequest("Invalid API mapping key specified: " + key);
        }
        boolean taken = entry.mappings().values().stream()
                .anyMatch(other -> !other.apiMappingId().equals(mapping.apiMappingId())
                        && key.equals(other.apiMappingKey() == null ? "" : other.apiMappingKey()));
        if (taken) {
            throw Refusals.conflict("ApiMapping key already exists for this domain name");
        }
        return entry.with(mapping);
    }

    private static String key(String given) {
        return given == null || given.equals("(none)") ? "" : given;
    }

    private static ApiMapping mapping(DomainNames.Entry entry, String id) {
        ApiMapping mapping = entry.mappings().get(id);
        if (mapping == null) {
            throw Refusals.notFound("Invalid API mapping identifier specified");
        }
        return mapping;
    }
}
