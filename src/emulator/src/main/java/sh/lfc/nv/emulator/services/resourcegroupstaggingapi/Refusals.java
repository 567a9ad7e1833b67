package sh.lfc.nv.emulator.services.resourcegroupstaggingapi;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** What the API does not take ("Resource Groups Tagging API Reference"). */
final class Refusals {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\\d{12})?:.+");
    private static final int TAGS_STEP = 100;

    private Refusals() {}

    static InvalidParameterException invalid(String message) {
        return InvalidParameterException.builder().message(message).build();
    }

    static void check(GetResourcesRequest request) {
        boolean paged = request.resourcesPerPage() != null
                || request.tagsPerPage() != null
                || (request.paginationToken() != null
                        && !request.paginationToken().isEmpty());
        if (!request.resourceARNList().isEmpty() && paged) {
            throw invalid("You can't specify both ResourceARNList and any of the pagination parameters"
                    + " (ResourcesPerPage, TagsPerPage, PaginationToken) in the same request.");
        }
        if (Boolean.TRUE.equals(request.excludeCompliantResources())
                && !Boolean.TRUE.equals(request.includeComplianceDetails())) {
            throw invalid(
                    "You can use ExcludeCompliantResources only if IncludeComplianceDetails is also set to true.");
        }
        Constraints.json()
                .range("resourcesPerPage", request.resourcesPerPage(), 1, 100)
                .range("tagsPerPage", request.tagsPerPage(), TAGS_STEP, 500)
                .size("resourceARNList", request.resourceARNList(), 0, 100)
                .size("tagFilters", request.tagFilters(), 0, 50)
                .check(Refusals::invalid);
        if (request.tagsPerPage() != null && request.tagsPerPage() % TAGS_STEP != 0) {
            throw invalid("TagsPerPage must be a multiple of " + TAGS_STEP + ".");
        }
        request.tagFilters().forEach(Refusals::check);
    }

    private static void check(TagFilter filter) {
        Constraints.json()
                .required("tagFilters.key", filter.key())
                .length("tagFilters.key", filter.key(), 1, 128)
                .size("tagFilters.values", filter.values(), 0, 20)
                .check(Refusals::invalid);
    }

    static void checkArns(List<String> arns) {
        Constraints.json().size("resourceARNList", arns, 1, 20).check(Refusals::invalid);
        arns.stream().filter(arn -> !ARN.matcher(arn).matches()).findFirst().ifPresent(arn -> {
            throw noArn(arn);
        });
    }

    static InvalidParameterException noArn(String arn) {
        return invalid(arn + " is not a valid AmazonResourceName (ARN)");
    }

    static void checkTags(Map<String, String> tags) {
        Constraints.json().size("tags", tags.keySet(), 1, 50).check(Refusals::invalid);
        tags.forEach((key, value) -> {
            checkKey(key);
            Constraints.json().length("tags", value, 0, 256).check(Refusals::invalid);
        });
    }

    static void checkKeys(List<String> keys) {
        Constraints.json().size("tagKeys", keys, 1, 50).check(Refusals::invalid);
        keys.forEach(Refusals::checkKey);
    }

    private static void checkKey(String key) {
        Constraints.json().length("tagKeys", key, 1, 128).check(Refusals::invalid);
        if (key.startsWith("aws:")) {
            throw invalid("Tag keys starting with 'aws:' are reserved for internal use");
        }
    }
}
