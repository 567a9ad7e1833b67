package sh.lfc.nv.emulator.services.route53;

import java.util.Comparator;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What tells the record sets of a zone apart, in the order in which Route 53 lists them.
 *
 * @param name in normal form
 * @param type for example {@code CNAME}
 * @param setIdentifier empty for simple routing
 */
record RecordKey(String name, String type, String setIdentifier) implements Comparable<RecordKey> {

    private static final Comparator<RecordKey> ORDER = Comparator.comparing(
                    (RecordKey key) -> DnsNames.reversed(key.name()))
            .thenComparing(RecordKey::type)
            .thenComparing(RecordKey::setIdentifier);

    static RecordKey of(ResourceRecordSet set) {
        return new RecordKey(
                DnsNames.normal(set.name()),
                set.typeAsString(),
                set.setIdentifier() == null ? "" : set.setIdentifier());
    }

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
