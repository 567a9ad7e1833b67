package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.dns.RecordSet;
import sh.lfc.nv.emulator.dns.Zones;
import sh.lfc.nv.emulator.services.route53.PublicZone;
import sh.lfc.nv.emulator.services.route53.PublicZones;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Route 53's public zones, as other parts of the emulator read them. Safe for use by many threads. */
final class PublicDns implements Zones {

    private final PublicZones zones;

    PublicDns(PublicZones zones) {
        this.zones = zones;
    }

    /** Where the name's CNAME record leads. */
    Optional<String> cname(String name) {
        return zones.of(name).stream()
                .flatMap(zone -> zone.at(name).stream())
                .filter(set -> set.type() == RRType.CNAME)
                .flatMap(set -> set.resourceRecords().stream())
                .map(ResourceRecord::value)
                .findFirst();
    }

    @Override
    public Optional<Zone> of(String name) {
        return zones.of(name).map(ServedZone::new);
    }

    private record ServedZone(PublicZone zone) implements Zone {

        @Override
        public String origin() {
            return zone.name();
        }

        @Override
        public List<RecordSet> at(String name) {
            return zone.at(name).stream().map(ServedZone::served).toList();
        }

        @Override
        public boolean exists(String name) {
            return zone.exists(name);
        }

        private static RecordSet served(ResourceRecordSet set) {
            return new RecordSet(
                    set.typeAsString(),
                    set.ttl() == null ? 0 : set.ttl(),
                    set.resourceRecords().stream().map(ResourceRecord::value).toList(),
                    set.aliasTarget() == null ? null : set.aliasTarget().dnsName(),
                    set.weight());
        }
    }
}
