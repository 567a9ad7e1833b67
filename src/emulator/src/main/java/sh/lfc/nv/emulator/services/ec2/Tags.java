package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The tags of all resources in one account and region ("Tag your Amazon EC2 resources").
 *
 * <p>Safe for use by many threads.
 */
final class Tags {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 127;
    private static final int LONGEST_VALUE = 255;

    private final Map<String, Map<String, String>> byResource = new ConcurrentHashMap<>();

    /** The tags of a resource by key, in alphabetical order. */
    Map<String, String> of(String id) {
        return byResource.getOrDefault(id, Map.of());
    }

    /** The tags of a resource as answers carry them. */
    List<Tag> list(String id) {
        return of(id).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** All tags, by resource. */
    Map<String, Map<String, String>> all() {
        return new TreeMap<>(byResource);
    }

    /** What a request asks for the resource that it makes; refuses tags for other kinds. */
    static List<Tag> wanted(List<TagSpecification> specifications, ResourceKind... kinds) {
        for (TagSpecification specification : specifications) {
            String type = specification.resourceTypeAsString();
            if (type == null
                    || List.of(kinds).stream().noneMatch(kind -> kind.tagged().equals(type))) {
                throw Refusals.invalid("'" + type + "' is not a valid taggable resource type for this operation.");
            }
        }
        return specifications.stream()
                .filter(specification -> kinds[0].tagged().equals(specification.resourceTypeAsString()))
                .flatMap(specification -> specification.tags().stream())
                .toList();
    }

    /** Adds tags, or gives them new values; refuses all of them when one is not allowed. */
    void put(String id, List<Tag> tags) {
        if (tags.isEmpty()) {
            return;
        }
        tags.forEach(Tags::check);
        byResource.compute(id, (any, before) -> {
            Map<String, String> after = new TreeMap<>(before == null ? Map.of() : before);
            tags.forEach(tag -> after.put(tag.key(), tag.value() == null ? "" : tag.value()));
            if (after.size() > MOST) {
                throw AwsError.badRequest("TagLimitExceeded", "You have reached the maximum number of tags");
            }
            return after;
        });
    }

    private static void check(Tag tag) {
        if (tag.key() == null || tag.key().isEmpty()) {
            throw Refusals.invalid("Tag key cannot be null or empty.");
        }
        if (tag.key().startsWith("aws:")) {
            throw Refusals.invalid("Tag keys starting with 'aws:' are reserved for internal use");
        }
        if (tag.key().length() > LONGEST_KEY) {
            throw Refusals.invalid(
                    "Tag key exceeds the maximum length of " + LONGEST_KEY + " characters: '" + tag.key() + "'");
        }
        if (tag.value() != null && tag.value().length() > LONGEST_VALUE) {
            throw Refusals.invalid(
                    "Tag value exceeds the maximum length of " + LONGEST_VALUE + " characters: '" + tag.value() + "'");
        }
    }

    /** Removes the tags with these keys and, where a value is given, this value; all of them without keys. */
    void remove(String id, List<Tag> tags) {
        byResource.computeIfPresent(id, (any, before) -> {
            if (tags.isEmpty()) {
                return null;
            }
            Map<String, String> after = new TreeMap<>(before);
            for (Tag tag : tags) {
                if (tag.value() == null) {
                    after.remove(tag.key());
                } else {
                    after.remove(tag.key(), tag.value());
                }
            }
            return after.isEmpty() ? null : after;
        });
    }

    void forget(String id) {
        byResource.remove(id);
    }
}
