package sh.lfc.nv.emulator.services.route53;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;

/** Route 53 as a whole: its services, which share the zones, and the view of them that others have. */
public final class Route53 {

    private final Zones zones;

    public Route53(Platform platform) {
        this.zones = new Zones(platform);
    }

    /** What answers Route 53's operations. */
    public List<AwsService> services() {
        return List.of(new HostedZoneService(zones), new RecordSetService(zones), new Route53TagService(zones));
    }

    /** What DNS shows of the public zones. */
    public PublicZones publicZones() {
        return new PublicZones(zones);
    }
}
