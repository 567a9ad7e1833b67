package sh.lfc.nv.emulator;

import java.util.Optional;
import sh.lfc.nv.emulator.services.route53.PublicZones;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/** Route 53's public zones, as other parts of the emulator read them. Safe for use by many threads. */
final class PublicDns {

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
}
