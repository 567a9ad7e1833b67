package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceResponse;

/** The tags of APIs, stages and domain names, after API Gateway's API reference. */
public final class ApiTagService implements AwsService {

    private static final Pattern ARN = Pattern.compile(
            "arn:[a-z-]+:apigateway:[a-z0-9-]+::/(?:apis/([a-z0-9]+)(?:/stages/([^/]+))?|domainnames/([^/]+))");

    private final Apis apis;
    private final DomainNames domains;

    ApiTagService(Apis apis, DomainNames domains) {
        this.apis = apis;
        this.domains = domains;
    }

    @Override
    public String sdkPackage() {
        return "apigatewayv2";
    }

    public GetTagsResponse getTags(GetTagsRequest request, Call call) {
        return GetTagsResponse.builder()
                .tags(change(request.resourceArn(), call, tags -> {}))
                .build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        change(request.resourceArn(), call, tags -> tags.putAll(request.tags()));
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        change(request.resourceArn(), call, tags -> tags.keySet().removeAll(request.tagKeys()));
        return UntagResourceResponse.builder().build();
    }

    private Map<String, String> change(String arn, Call call, Consumer<Map<String, String>> change) {
        Matcher resource = ARN.matcher(arn);
        if (!resource.matches()) {
            throw Refusals.badRequest("Invalid resource ARN specified: " + arn);
        }
        if (resource.group(3) != null) {
            return domains.change(
                            call,
                            resource.group(3),
                            entry -> entry.with(entry.domain().toBuilder()
                                    .tags(changed(entry.domain().tags(), change))
                                    .build()))
                    .domain()
                    .tags();
        }
        String stage = resource.group(2);
        HttpApi api = apis.change(
                call,
                resource.group(1),
                there -> stage == null
                        ? there.with(there.api().toBuilder()
                                .tags(changed(there.api().tags(), change))
                                .build())
                        : there.with(StageService.stage(there, stage).toBuilder()
                                .tags(changed(StageService.stage(there, stage).tags(), change))
                                .build()));
        return stage == null ? api.api().tags() : api.stages().get(stage).tags();
    }

    private static Map<String, String> changed(Map<String, String> tags, Consumer<Map<String, String>> change) {
        Map<String, String> copy = new TreeMap<>(tags);
        change.accept(copy);
        return copy;
    }
}
