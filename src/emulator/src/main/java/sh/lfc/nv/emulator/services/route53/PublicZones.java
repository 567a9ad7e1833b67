package sh.lfc.nv.emulator.services.route53;

import java.util.Comparator;
import java.util.Optional;

/** What the whole internet sees of Route 53: public hosted zones. Safe for use by many threads. */
public final class PublicZones {

    private final Zones zones;

    PublicZones(Zones zones) {
        this.zones = zones;
    }

    /**
     * The records of the zone that is authoritative for a name: the one with the longest name, and of several with
     * the same name the oldest, since only one of them can be delegated to.
     *
     * @param name in any case, with or without a dot at its end
     */
    public Optional<PublicZone> of(String name) {
        String normal = DnsNames.normal(name);
        return zones.allPublic()
                .filter(zone -> DnsNames.isWithin(normal, zone.name()))
                .max(Comparator.comparingInt((Zone zone) -> zone.name().length())
                        .thenComparing(Zone::number, Comparator.reverseOrder()))
                .map(zone -> new PublicZone(zone.name(), zone.records()));
    }

    /** Runs the listener after each change of records, in the thread of the call that made it. */
    public void onChange(Runnable listener) {
        zones.onChange(listener);
    }
}
