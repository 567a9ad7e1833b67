package sh.lfc.nv.harness.sandbox;

import java.util.List;
import java.util.Optional;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The record in the parent domain's zone that leads to a run's own zone. Without it nobody finds the run's names, and ACM
 * never validates its certificate. No stack has it, as the parent is not a run's.
 */
public final class Delegation implements AutoCloseable {
    private static final long TTL_SECONDS = 60;

    private final Route53Client route53;
    private final String parent;
    private final String domain;

    /**
     * @param parent a public hosted zone's domain
     * @param domain below it
     */
    public Delegation(AwsAccess aws, String parent, String domain) {
        this.route53 = aws.client(Route53Client.builder());
        this.parent = parent;
        this.domain = domain;
    }

    /** @throws HarnessException when the account has no public zone of the parent domain */
    void requireParent() {
        parentZone();
    }

    private HostedZone parentZone() {
        return foundParent()
                .orElseThrow(() -> new HarnessException(
                        "the account has no public hosted zone %s: make it, and have its own parent lead to it; without it no certificate would ever be validated"
                                .formatted(parent)));
    }

    private Optional<HostedZone> foundParent() {
        return route53.listHostedZonesByName(list -> list.dnsName(parent)).hostedZones().stream()
                .filter(zone -> zone.name().equals(parent + ".")
                        && !Boolean.TRUE.equals(
                                zone.config() == null ? null : zone.config().privateZone()))
                .findFirst();
    }

    /** Leads to name servers. */
    void lead(List<String> nameServers) {
        change(
                ChangeAction.UPSERT,
                ResourceRecordSet.builder()
                        .name(domain)
                        .type(RRType.NS)
                        .ttl(TTL_SECONDS)
                        .resourceRecords(nameServers.stream()
                                .map(server ->
                                        ResourceRecord.builder().value(server).build())
                                .toList())
                        .build());
    }

    /** The record, if there is one. */
    public Optional<ResourceRecordSet> record() {
        return foundParent().stream()
                .flatMap(
                        zone -> route53
                                .listResourceRecordSetsPaginator(list -> list.hostedZoneId(zone.id()))
                                .resourceRecordSets()
                                .stream())
                .filter(record -> record.name().equals(domain + ".") && record.type() == RRType.NS)
                .findFirst();
    }

    /** Leads nowhere any more. */
    public void end() {
        record().ifPresent(record -> change(ChangeAction.DELETE, record));
    }

    private void change(ChangeAction action, ResourceRecordSet record) {
        var one = Change.builder().action(action).resourceRecordSet(record).build();
        route53.changeResourceRecordSets(
                change -> change.hostedZoneId(parentZone().id()).changeBatch(batch -> batch.changes(one)));
    }

    @Override
    public void close() {
        route53.close();
    }
}
