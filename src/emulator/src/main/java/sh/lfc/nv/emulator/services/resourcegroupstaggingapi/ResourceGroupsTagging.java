package sh.lfc.nv.emulator.services.resourcegroupstaggingapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ComplianceDetails;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ErrorCode;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagKeysResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetTagValuesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesResponse;

/**
 * The Resource Groups Tagging API, after its API reference.
 *
 * <p>It finds what has tags. AWS also shows, with no tags, what had some once; here that is not remembered. There are no
 * tag policies, so that every resource complies.
 */
public final class ResourceGroupsTagging implements AwsService {

    private static final Logger log = LoggerFactory.getLogger(ResourceGroupsTagging.class);

    private static final int PAGE = 50;
    private static final int KEYS_PAGE = 1000;
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL = 500;

    private final Platform platform;
    private final TaggableResources resources;

    public ResourceGroupsTagging(Platform platform, TaggableResources resources) {
        this.platform = platform;
        this.resources = resources;
    }

    @Override
    public String sdkPackage() {
        return "resourcegroupstaggingapi";
    }

    public GetResourcesResponse getResources(GetResourcesRequest request, Call call) {
        Refusals.check(request);
        boolean compliance = Boolean.TRUE.equals(request.includeComplianceDetails());
        List<Map.Entry<String, Map<String, String>>> found = Boolean.TRUE.equals(request.excludeCompliantResources())
                ? List.of()
                : tagged(call).filter(ResourceFilter.of(request)).toList();
        boolean byTags = request.tagsPerPage() != null;
        int size =
                byTags ? request.tagsPerPage() : request.resourcesPerPage() == null ? PAGE : request.resourcesPerPage();
        TokenPage<Map.Entry<String, Map<String, String>>> page = TokenPage.of(
                found,
                Map.Entry::getKey,
                resource -> byTags ? resource.getValue().size() : 1,
                request.resourceARNList().isEmpty() ? size : found.size(),
                request.paginationToken(),
                platform.clock().instant());
        return GetResourcesResponse.builder()
                .paginationToken(page.token())
                .resourceTagMappingList(page.items().stream()
                        .map(resource -> shown(resource.getKey(), resource.getValue(), compliance))
                        .toList())
                .build();
    }

    private static ResourceTagMapping shown(String arn, Map<String, String> tags, boolean compliance) {
        return ResourceTagMapping.builder()
                .resourceARN(arn)
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .complianceDetails(
                        compliance
                                ? ComplianceDetails.builder()
                                        .complianceStatus(true)
                                        .build()
                                : null)
                .build();
    }

    public GetTagKeysResponse getTagKeys(GetTagKeysRequest request, Call call) {
        TokenPage<String> page = words(
                tagged(call).flatMap(resource -> resource.getValue().keySet().stream()), request.paginationToken());
        return GetTagKeysResponse.builder()
                .tagKeys(page.items())
                .paginationToken(page.token())
                .build();
    }

    public GetTagValuesResponse getTagValues(GetTagValuesRequest request, Call call) {
        if (request.key() == null || request.key().isEmpty()) {
            throw Refusals.invalid("You must provide a tag key.");
        }
        TokenPage<String> page = words(
                tagged(call)
                        .map(Map.Entry::getValue)
                        .filter(tags -> tags.containsKey(request.key()))
                        .map(tags -> tags.get(request.key())),
                request.paginationToken());
        return GetTagValuesResponse.builder()
                .tagValues(page.items())
                .paginationToken(page.token())
                .build();
    }

    private TokenPage<String> words(Stream<String> all, String token) {
        return TokenPage.of(
                all.distinct().sorted().toList(),
                Function.identity(),
                word -> 1,
                KEYS_PAGE,
                token,
                platform.clock().instant());
    }

    private Stream<Map.Entry<String, Map<String, String>>> tagged(Call call) {
        return resources.in(call.scope()).entrySet().stream()
                .filter(resource -> !resource.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey());
    }

    public TagResourcesResponse tagResources(TagResourcesRequest request, Call call) {
        Refusals.checkTags(request.tags());
        return TagResourcesResponse.builder()
                .failedResourcesMap(
                        each(request.resourceARNList(), call, arn -> resources.tag(arn, request.tags(), call)))
                .build();
    }

    public UntagResourcesResponse untagResources(UntagResourcesRequest request, Call call) {
        Refusals.checkKeys(request.tagKeys());
        return UntagResourcesResponse.builder()
                .failedResourcesMap(
                        each(request.resourceARNList(), call, arn -> resources.untag(arn, request.tagKeys(), call)))
                .build();
    }

    /** Does it for each resource; answers those for which it failed, and why. */
    private Map<String, FailureInfo> each(List<String> arns, Call call, Consumer<String> change) {
        Refusals.checkArns(arns);
        arns.stream()
                .filter(arn -> !resources.knows(arn) || isElsewhere(arn, call.scope()))
                .findFirst()
                .ifPresent(arn -> {
                    throw Refusals.noArn(arn);
                });
        Map<String, FailureInfo> failed = new LinkedHashMap<>();
        for (String arn : arns) {
            try {
                change.accept(arn);
            } catch (AwsError e) {
                failed.put(arn, failure(e.status(), e.getMessage()));
            } catch (AwsServiceException e) {
                failed.put(arn, failure(e.statusCode() == 0 ? BAD_REQUEST : e.statusCode(), message(e)));
            } catch (RuntimeException e) {
                log.error("tags arn={} failed", arn, e);
                failed.put(arn, failure(INTERNAL, "An internal error occurred. Please try again."));
            }
        }
        return failed;
    }

    private static boolean isElsewhere(String arn, Scope scope) {
        Scope of = Scope.ofArn(arn);
        return (!of.region().isEmpty() && !of.region().equals(scope.region()))
                || (!of.account().isEmpty() && !of.account().equals(scope.account()));
    }

    private static String message(AwsServiceException e) {
        return e.awsErrorDetails() != null
                ? e.awsErrorDetails().errorMessage()
                : e.toBuilder().message();
    }

    private static FailureInfo failure(int status, String message) {
        return FailureInfo.builder()
                .statusCode(status)
                .errorCode(
                        status >= INTERNAL
                                ? ErrorCode.INTERNAL_SERVICE_EXCEPTION
                                : ErrorCode.INVALID_PARAMETER_EXCEPTION)
                .errorMessage(message)
                .build();
    }
}
