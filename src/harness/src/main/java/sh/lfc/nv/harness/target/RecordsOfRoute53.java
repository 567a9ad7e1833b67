package sh.lfc.nv.harness.target;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.http.Lookup;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.RRType;

/**
 * The addresses of names where no DNS leads to what stands in for AWS: a name that Route 53 has an address record of is
 * where the stand-in is.
 */
record RecordsOfRoute53(AwsAccess aws, URI standIn) implements Lookup {
    private static final Set<RRType> ADDRESSES = Set.of(RRType.A, RRType.AAAA);

    @Override
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        try (var route53 = aws.client(Route53Client.builder())) {
            var known = route53.listHostedZonesPaginator().hostedZones().stream()
                    .filter(zone -> (host + ".").endsWith("." + zone.name()))
                    // The most particular zone answers, as its parents delegate to it.
                    .max(Comparator.comparing(zone -> zone.name().length()))
                    .map(HostedZone::id)
                    .stream()
                    .flatMap(
                            id -> route53
                                    .listResourceRecordSetsPaginator(list -> list.hostedZoneId(id))
                                    .resourceRecordSets()
                                    .stream())
                    .anyMatch(record -> record.name().equals(host + ".") && ADDRESSES.contains(record.type()));
            if (!known) {
                throw new UnknownHostException(host);
            }
        }
        return List.of(InetAddress.getByName(standIn.getHost()));
    }
}
