package sh.lfc.nv.emulator.services.route53;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.DelegationSet;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.HostedZoneConfig;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.VPC;

/**
 * A hosted zone with its records.
 *
 * <p>Records are replaced as a whole, so that readers see a batch of changes completely or not at all. Safe for use by
 * many threads.
 */
final class Zone {

    private static final long NS_TTL = 172_800;
    private static final long SOA_TTL = 900;

    private final String id;
    private final String name;
    private final String callerReference;
    private final boolean privateZone;
    private final List<String> nameServers;
    private final long number;
    private final Map<String, String> tags = new ConcurrentSkipListMap<>();
    private volatile String comment;
    private volatile List<VPC> vpcs;
    private volatile NavigableMap<RecordKey, ResourceRecordSet> records;

    Zone(String id, String name, CreateHostedZoneRequest request, List<String> nameServers, long number) {
        this.id = id;
        this.name = name;
        this.callerReference = request.callerReference();
        this.privateZone = request.vpc() != null
                || request.hostedZoneConfig() != null
                        && Boolean.TRUE.equals(request.hostedZoneConfig().privateZone());
        this.nameServers = nameServers;
        this.number = number;
        this.comment = request.hostedZoneConfig() == null
                ? null
                : request.hostedZoneConfig().comment();
        this.vpcs = request.vpc() == null ? List.of() : List.of(request.vpc());
        this.records = initial();
    }

    private NavigableMap<RecordKey, ResourceRecordSet> initial() {
        String primary = nameServers.get(0) + ".";
        ResourceRecordSet ns = ResourceRecordSet.builder()
                .name(name)
                .type(RRType.NS)
                .ttl(NS_TTL)
                .resourceRecords(
                        nameServers.stream().map(server -> value(server + ".")).toList())
                .build();
        ResourceRecordSet soa = ResourceRecordSet.builder()
                .name(name)
                .type(RRType.SOA)
                .ttl(SOA_TTL)
                .resourceRecords(value(primary + " awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"))
                .build();
        NavigableMap<RecordKey, ResourceRecordSet> own = new TreeMap<>();
        own.put(RecordKey.of(ns), ns);
        own.put(RecordKey.of(soa), soa);
        return Collections.unmodifiableNavigableMap(own);
    }

    private static ResourceRecord value(String text) {
        return ResourceRecord.builder().value(text).build();
    }

    String id() {
        return id;
    }

    /** In normal form. */
    String name() {
        return name;
    }

    String callerReference() {
        return callerReference;
    }

    boolean isPrivate() {
        return privateZone;
    }

    /** Without dots at their ends. */
    List<String> nameServers() {
        return nameServers;
    }

    /** The older zone has the smaller number. */
    long number() {
        return number;
    }

    Map<String, String> tags() {
        return tags;
    }

    List<VPC> vpcs() {
        return vpcs;
    }

    void vpcs(List<VPC> associated) {
        this.vpcs = List.copyOf(associated);
    }

    void comment(String text) {
        this.comment = text;
    }

    /** The records at this moment; never changes. */
    NavigableMap<RecordKey, ResourceRecordSet> records() {
        return records;
    }

    /** Applies a batch to the records that are there, or throws and leaves them as they are. */
    synchronized void change(UnaryOperator<NavigableMap<RecordKey, ResourceRecordSet>> batch) {
        records = Collections.unmodifiableNavigableMap(batch.apply(records));
    }

    /** Whether only what Route 53 itself put there is left. */
    boolean isEmpty() {
        return records.keySet().stream()
                .allMatch(key -> key.name().equals(name) && Set.of("NS", "SOA").contains(key.type()));
    }

    HostedZone described() {
        return HostedZone.builder()
                .id("/hostedzone/" + id)
                .name(name)
                .callerReference(callerReference)
                .config(HostedZoneConfig.builder()
                        .comment(comment == null || comment.isEmpty() ? null : comment)
                        .privateZone(privateZone)
                        .build())
                .resourceRecordSetCount((long) records.size())
                .build();
    }

    /** The name servers to which the parent delegates; absent for a private zone. */
    DelegationSet delegationSet() {
        return privateZone
                ? null
                : DelegationSet.builder().nameServers(nameServers).build();
    }
}
