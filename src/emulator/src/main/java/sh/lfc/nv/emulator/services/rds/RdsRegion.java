package sh.lfc.nv.emulator.services.rds;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import sh.lfc.nv.emulator.call.ResourceTags;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.paging.EventLog;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.Tag;

/** Everything of one account and region. Identifiers are kept in lower case, as RDS does. Safe for many threads. */
final class RdsRegion {

    final Scope scope;
    final Map<String, Database> databases = new ConcurrentSkipListMap<>();
    final Map<String, DBSubnetGroup> subnetGroups = new ConcurrentSkipListMap<>();
    final Map<String, ParameterGroup> parameterGroups = new ConcurrentSkipListMap<>();
    final Map<String, DBSnapshot> snapshots = new ConcurrentSkipListMap<>();
    final EventLog<Event> events = new EventLog<>();
    private final ResourceTags tags = new ResourceTags();

    RdsRegion(Scope scope) {
        this.scope = scope;
        ParameterGroup standard = ParameterGroup.standard(scope);
        parameterGroups.put(standard.name(), standard);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Database database(String id) {
        Database found = id == null ? null : databases.get(key(id));
        if (found == null) {
            throw RdsErrors.instanceNotFound(id);
        }
        return found;
    }

    DBSubnetGroup subnetGroup(String name) {
        DBSubnetGroup found = name == null ? null : subnetGroups.get(key(name));
        if (found == null) {
            throw RdsErrors.subnetGroupNotFound(name);
        }
        return found;
    }

    ParameterGroup parameterGroup(String name) {
        ParameterGroup found = name == null ? null : parameterGroups.get(key(name));
        if (found == null) {
            throw RdsErrors.parameterGroupNotFound(name);
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
