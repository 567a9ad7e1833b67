package sh.lfc.nv.emulator.services.elasticache;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import sh.lfc.nv.emulator.call.ResourceTags;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.paging.EventLog;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.Event;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Everything of one account and region. Identifiers are kept in lower case, as ElastiCache does. For many threads. */
final class CacheRegion {

    final Scope scope;
    final Map<String, Group> groups = new ConcurrentSkipListMap<>();
    final Map<String, CacheSubnetGroup> subnetGroups = new ConcurrentSkipListMap<>();
    final Map<String, ParameterGroup> parameterGroups = new ConcurrentSkipListMap<>();
    final EventLog<Event> events = new EventLog<>();
    private final ResourceTags tags = new ResourceTags();

    CacheRegion(Scope scope) {
        this.scope = scope;
        ParameterGroup.standard(scope).forEach(group -> parameterGroups.put(group.name(), group));
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Group group(String id) {
        Group found = id == null ? null : groups.get(key(id));
        if (found == null) {
            throw CacheErrors.groupNotFound(id);
        }
        return found;
    }

    CacheSubnetGroup subnetGroup(String name) {
        CacheSubnetGroup found = name == null ? null : subnetGroups.get(key(name));
        if (found == null) {
            throw CacheErrors.subnetGroupNotFound(name);
        }
        return found;
    }

    ParameterGroup parameterGroup(String name) {
        ParameterGroup found = name == null ? null : parameterGroups.get(key(name));
        if (found == null) {
            throw CacheErrors.parameterGroupNotFound(name);
        }
        return found;
    }

    Map<String, String> tagsOf(String arn) {
        return tags.of(arn);
    }

    Map<String, Map<String, String>> tagged() {
        return tags.in(scope);
    }

    List<Tag> tags(String arn) {
        return tags.of(arn).entrySet().stream()
                .map(entry -> Tag.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }

    void tag(String arn, List<Tag> added) {
        Map<String, String> values = new HashMap<>();
        added.forEach(tag -> values.put(tag.key(), tag.value() == null ? "" : tag.value()));
        tags.add(arn, values);
    }

    void untag(String arn, List<String> keys) {
        tags.remove(arn, keys);
    }

    /** The resource is gone. */
    void forget(String arn) {
        tags.forget(arn);
    }
}
