package sh.lfc.nv.harness.sandbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sh.lfc.nv.canary.aws.AwsAccess;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;

/** The runs of an account, whoever began them, by the tags that everything of a run has. */
public final class TaggedRuns {
    private final AwsAccess aws;
    private final Settings settings;

    /** @param settings of a user whose runs lie below the same domain */
    public TaggedRuns(AwsAccess aws, Settings settings) {
        this.aws = aws;
        this.settings = settings;
    }

    /** Those of which something stands, by name. */
    public List<Facts> find(String account) {
        var tagged = new TreeMap<String, Map<String, String>>();
        try (var resources = aws.client(ResourceGroupsTaggingApiClient.builder());
                var iam = aws.client(IamClient.builder())) {
            resources.getResourcesPaginator(get -> get.tagFilters(filter -> filter.key("Run"))).stream()
                    .flatMap(page -> page.resourceTagMappingList().stream())
                    .forEach(resource ->
                            add(tagged, resource.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value))));
            // The tagging API does not know roles.
            iam.listRolesPaginator().roles().stream()
                    .map(Role::roleName)
                    .filter(name -> Facts.NAME.matcher(name).lookingAt())
                    .forEach(name -> add(
                            tagged,
                            iam.listRoleTags(list -> list.roleName(name)).tags().stream()
                                    .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()))));
        }
        return tagged.entrySet().stream()
                .map(run -> Facts.found(
                        run.getKey(),
                        run.getValue().getOrDefault("Owner", ""),
                        run.getValue().get("Expires"),
                        settings,
                        account,
                        aws))
                .toList();
    }

    private static void add(Map<String, Map<String, String>> tagged, Map<String, String> tags) {
        var name = tags.getOrDefault("Run", "");
        if (Facts.NAME.matcher(name).matches() && tags.containsKey("Expires")) {
            tagged.putIfAbsent(name, tags);
        }
    }
}
