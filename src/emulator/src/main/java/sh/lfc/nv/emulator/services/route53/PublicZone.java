package sh.lfc.nv.emulator.services.route53;

import java.util.List;
import java.util.NavigableMap;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** A public hosted zone as it was at one moment. */
public final class PublicZone {

    private final String name;
    private final NavigableMap<RecordKey, ResourceRecordSet> records;

    PublicZone(String name, NavigableMap<RecordKey, ResourceRecordSet> records) {
        this.name = name;
        this.records = records;
    }

    /** The zone's name in lower case, with a dot at its end. */
    public String name() {
        return name;
    }

    /** The record sets of exactly this name; a wildcard's name begins with {@code *}. */
    public List<ResourceRecordSet> at(String owner) {
        String normal = DnsNames.normal(owner);
        return List.copyOf(
                records.subMap(new RecordKey(normal, "", ""), true, new RecordKey(normal, "\uffff", ""), false)
                        .values());
    }

    /** Whether the name, or a name below it, has records. */
    public boolean exists(String owner) {
        String normal = DnsNames.normal(owner);
        RecordKey next = records.ceilingKey(new RecordKey(normal, "", ""));
        return next != null && DnsNames.reversed(next.name()).startsWith(DnsNames.reversed(normal));
    }
}
