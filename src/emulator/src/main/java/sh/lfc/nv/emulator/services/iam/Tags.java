package sh.lfc.nv.emulator.services.iam;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.Tag;

/** The tags of IAM's entities. */
final class Tags {

    private static final int MOST = 50;

    private Tags() {}

    static Map<String, String> copy(Map<String, String> tags) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    static Map<String, String> of(List<Tag> tags) {
        return added(Map.of(), tags);
    }

    /**
     * The tags with others added. Keys differ by more than their case.
     *
     * @throws software.amazon.awssdk.services.iam.model.InvalidInputException when a key comes twice
     */
    static Map<String, String> added(Map<String, String> before, List<Tag> tags) {
        Map<String, String> all = new LinkedHashMap<>(before);
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            check(tag);
            if (!keys.add(tag.key().toLowerCase(Locale.ROOT))) {
                throw Refusal.invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            all.keySet().removeIf(key -> key.equalsIgnoreCase(tag.key()));
            all.put(tag.key(), tag.value());
        }
        if (all.size() > MOST) {
            throw Refusal.limit("The number of tags has reached the maximum limit.");
        }
        return all;
    }

    static Map<String, String> removed(Map<String, String> before, List<String> keys) {
        Map<String, String> rest = new LinkedHashMap<>(before);
        rest.keySet().removeAll(keys);
        return rest;
    }

    static List<Tag> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static void check(Tag tag) {
        Constraints.query()
                .required("tags.member.key", tag.key())
                .length("tags.member.key", tag.key(), 1, 128)
                .required("tags.member.value", tag.value())
                .length("tags.member.value", tag.value(), 0, 256)
                .check();
        if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw Refusal.invalid("Tags with prefix aws: are reserved for AWS use.");
        }
    }
}
