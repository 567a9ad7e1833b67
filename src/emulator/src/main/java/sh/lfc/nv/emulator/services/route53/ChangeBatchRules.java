package sh.lfc.nv.emulator.services.route53;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What a zone allows: applies a batch of changes, or refuses it with every reason, in Route 53's words.
 *
 * <p>For one batch, used by one thread.
 */
final class ChangeBatchRules {

    /** Domains in which AWS gives names to what aliases may lead to outside of one's own zones. */
    private static final List<String> AWS_DOMAINS =
            List.of("amazonaws.com.", "cloudfront.net.", "elasticbeanstalk.com.", "awsglobalaccelerator.com.");

    private final Zone zone;
    private final Function<String, Optional<Zone>> zones;
    private final Set<String> problems = new LinkedHashSet<>();
    private NavigableMap<RecordKey, ResourceRecordSet> records;

    /**
     * @param zone the zone that is changed
     * @param zones the account's zones by their identifier
     */
    ChangeBatchRules(Zone zone, Function<String, Optional<Zone>> zones) {
        this.zone = zone;
        this.zones = zones;
    }

    /** The records after the batch. */
    NavigableMap<RecordKey, ResourceRecordSet> apply(
            List<Change> batch, NavigableMap<RecordKey, ResourceRecordSet> before) {
        records = new TreeMap<>(before);
        Set<RecordKey> written = new LinkedHashSet<>();
        for (Change change : batch) {
            ResourceRecordSet set = normal(change.resourceRecordSet());
            RecordKey key = RecordKey.of(set);
            if (change.action() == ChangeAction.DELETE) {
                delete(key, set);
                written.remove(key);
            } else if (write(key, set, change.action() == ChangeAction.CREATE)) {
                written.add(key);
            }
        }
        written.forEach(this::checkNeighbours);
        checkApex();
        if (!problems.isEmpty()) {
            throw InvalidChangeBatchException.builder()
                    .message("[" + String.join(", ", problems) + "]")
                    .build();
        }
        return records;
    }

    private static ResourceRecordSet normal(ResourceRecordSet set) {
        ResourceRecordSet.Builder normal = set.toBuilder().name(DnsNames.normal(set.name()));
        if (set.aliasTarget() != null) {
            normal.aliasTarget(set.aliasTarget().toBuilder()
                    .dnsName(DnsNames.normal(set.aliasTarget().dnsName()))
                    .evaluateTargetHealth(Boolean.TRUE.equals(set.aliasTarget().evaluateTargetHealth()))
                    .build());
        }
        return normal.build();
    }

    private void delete(RecordKey key, ResourceRecordSet set) {
        ResourceRecordSet there = records.get(key);
        if (there == null) {
            problems.add("Tried to delete resource record set " + shown(key) + " but it was not found");
        } else if (!same(there, set)) {
            problems.add("Tried to delete resource record set " + shown(key)
                    + " but the values provided do not match the current values");
        } else {
            records.remove(key);
        }
    }

    private static boolean same(ResourceRecordSet there, ResourceRecordSet given) {
        return Objects.equals(there.ttl(), given.ttl())
                && Objects.equals(there.aliasTarget(), given.aliasTarget())
                && Objects.equals(there.weight(), given.weight())
                && Set.copyOf(there.resourceRecords()).equals(Set.copyOf(given.resourceRecords()));
    }

    private boolean write(RecordKey key, ResourceRecordSet set, boolean create) {
        if (!DnsNames.isValid(key.name())) {
            problems.add("FATAL problem: DomainLabelTooLongOrEmpty (Domain name has a label that is empty or too long)"
                    + " encountered with '" + key.name() + "'");
        } else if (!DnsNames.isWithin(key.name(), zone.name())) {
            problems.add("RRSet with DNS name " + key.name() + " is not permitted in zone " + zone.name());
        } else if (create && records.containsKey(key)) {
            problems.add("Tried to create resource record set " + shown(key) + " but it already exists");
        } else if (key.type().equals("CNAME") && key.name().equals(zone.name())) {
            problems.add("RRSet of type CNAME with DNS name " + key.name() + " is not permitted at apex in zone "
                    + zone.name());
        } else {
            problems.addAll(RecordData.problems(key.type(), set.resourceRecords()));
            if (set.aliasTarget() != null) {
                checkAlias(key, set.aliasTarget());
            }
            records.put(key, set);
            return true;
        }
        return false;
    }

    private void checkAlias(RecordKey key, AliasTarget target) {
        String what = "Tried to create an alias that targets " + target.dnsName() + ", type " + key.type() + " in zone "
                + target.hostedZoneId() + ", but ";
        Optional<Zone> own =
                target.hostedZoneId().equals(zone.id()) ? Optional.of(zone) : zones.apply(target.hostedZoneId());
        if (own.isEmpty()) {
            if (AWS_DOMAINS.stream().noneMatch(domain -> DnsNames.isWithin(target.dnsName(), domain))) {
                problems.add(what + "the alias target name does not lie within the target zone");
            }
        } else if (!DnsNames.isWithin(target.dnsName(), own.get().name())) {
            problems.add(what + "the alias target name does not lie within the target zone");
        } else {
            NavigableMap<RecordKey, ResourceRecordSet> there =
                    own.get() == zone ? records : own.get().records();
            if (there.keySet().stream()
                    .noneMatch(other -> other.name().equals(target.dnsName())
                            && other.type().equals(key.type()))) {
                problems.add(what + "that target was not found");
            }
        }
    }

    /** A CNAME stands alone, and sets of one name and type are all simple or all have an identifier. */
    private void checkNeighbours(RecordKey key) {
        for (RecordKey other : sameName(key.name())) {
            if (other.equals(key)) {
                continue;
            }
            boolean one = key.type().equals("CNAME");
            boolean two = other.type().equals("CNAME");
            if (one != two) {
                problems.add(
                        one
                                ? "RRSet of type CNAME with DNS name " + key.name()
                                        + " is not permitted as it conflicts with other records with the same DNS name"
                                        + " in zone " + zone.name()
                                : "RRSet of type " + key.type() + " with DNS name " + key.name()
                                        + " is not permitted because a conflicting RRSet of type CNAME with the same"
                                        + " DNS name already exists in zone " + zone.name());
            } else if (key.type().equals(other.type())
                    && key.setIdentifier().isEmpty() != other.setIdentifier().isEmpty()) {
                problems.add("RRSet with DNS name " + key.name() + ", type " + key.type() + ", SetIdentifier "
                        + (key.setIdentifier().isEmpty() ? "null" : key.setIdentifier())
                        + ", cannot be created as other RRSets exist with the same name and type.");
            }
        }
    }

    private Set<RecordKey> sameName(String name) {
        return records.subMap(new RecordKey(name, "", ""), true, new RecordKey(name, "\uffff", ""), false)
                .keySet();
    }

    private void checkApex() {
        boolean soa = records.containsKey(new RecordKey(zone.name(), "SOA", ""));
        boolean ns = records.containsKey(new RecordKey(zone.name(), "NS", ""));
        if (!soa) {
            problems.add("A HostedZone must contain exactly one SOA record.");
        }
        if (!ns) {
            problems.add("A HostedZone must contain at least one NS record for the zone itself.");
        }
    }

    private static String shown(RecordKey key) {
        String identifier = key.setIdentifier().isEmpty() ? "" : ", set identifier='" + key.setIdentifier() + "'";
        return "[name='" + key.name() + "', type='" + key.type() + "'" + identifier + "]";
    }
}
