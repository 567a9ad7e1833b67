package sh.lfc.nv.emulator.services.resourcegroupstaggingapi;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * Which resources GetResources is asked for ("GetResources"): one of the ARNs, of one of the types, and for each key that
 * is named a tag of this key with one of its values.
 */
record ResourceFilter(List<String> arns, List<String> types, List<TagFilter> tags)
        implements Predicate<Map.Entry<String, Map<String, String>>> {

    /** The kinds of resources whose ARNs do not tell it. */
    private static final Map<String, String> UNTOLD = Map.of("s3", "bucket", "sns", "topic", "sqs", "queue");

    static ResourceFilter of(GetResourcesRequest request) {
        return new ResourceFilter(request.resourceARNList(), request.resourceTypeFilters(), request.tagFilters());
    }

    @Override
    public boolean test(Map.Entry<String, Map<String, String>> resource) {
        String arn = resource.getKey();
        return (arns.isEmpty() || arns.contains(arn))
                && (types.isEmpty() || types.stream().anyMatch(type -> isOf(type, arn)))
                && tags.stream().allMatch(filter -> has(filter, resource.getValue()));
    }

    private static boolean has(TagFilter filter, Map<String, String> tags) {
        return tags.containsKey(filter.key())
                && (filter.values().isEmpty() || filter.values().contains(tags.get(filter.key())));
    }

    /** Whether a resource is of a type such as {@code ec2}, {@code ec2:subnet} or {@code s3}. */
    private static boolean isOf(String type, String arn) {
        String[] parts = arn.split(":", 6);
        String[] wanted = type.split(":", 2);
        return wanted[0].equals(parts[2]) && (wanted.length == 1 || wanted[1].equals(kind(parts[2], parts[5])));
    }

    private static String kind(String service, String resource) {
        String path = resource.startsWith("/") ? resource.substring(1) : resource;
        String[] words = path.split("[:/]", 2);
        return words.length > 1 ? words[0] : UNTOLD.getOrDefault(service, path);
    }
}
