package sh.lfc.nv.emulator.services.route53;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;

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

    /** The tags of a hosted zone, by its identifier; none where there is no such zone. */
    public Map<String, String> tags(String zoneId) {
        return zones.find(zoneId).map(zone -> Map.copyOf(zone.tags())).orElse(Map.of());
    }

    /** The tags of all hosted zones of an account, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return zones.all(scope.account())
                .collect(Collectors.toMap(
                        zone -> "arn:" + scope.partition() + ":route53:::hostedzone/" + zone.id(),
                        zone -> Map.copyOf(zone.tags())));
    }

    /** The account of a hosted zone. */
    public Optional<String> owner(String zoneId) {
        return zones.owner(zoneId);
    }

    /** What DNS shows of the public zones. */
    public PublicZones publicZones() {
        return new PublicZones(zones);
    }
}
