package sh.lfc.nv.emulator.services.route53;

import java.util.List;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The form that each change of a batch must have, whatever the zone holds. */
final class ChangeForm {

    private static final int MAX_CHANGES = 1000;

    private ChangeForm() {}

    static void check(List<Change> batch) {
        if (batch.isEmpty() || batch.size() > MAX_CHANGES) {
            throw invalid("1 validation error detected: Value at 'changeBatch.changes' failed to satisfy constraint:"
                    + " Member must have length "
                    + (batch.isEmpty() ? "greater than or equal to 1" : "less than or equal to " + MAX_CHANGES));
        }
        batch.forEach(ChangeForm::check);
    }

    private static void check(Change change) {
        ResourceRecordSet set = change.resourceRecordSet();
        if (change.actionAsString() == null || set == null || set.name() == null) {
            throw invalid("Invalid XML ; a change needs an action and a resource record set with a name");
        }
        if (change.action() == ChangeAction.UNKNOWN_TO_SDK_VERSION || set.type() == RRType.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("Invalid XML ; cvc-enumeration-valid: Value '"
                    + (change.action() == ChangeAction.UNKNOWN_TO_SDK_VERSION
                            ? change.actionAsString()
                            : set.typeAsString())
                    + "' is not facet-valid with respect to enumeration. It must be a value from the enumeration.");
        }
        String where = "Change with [Action=%s, Name=%s, Type=%s, SetIdentifier=%s]"
                .formatted(
                        change.actionAsString(), DnsNames.normal(set.name()), set.typeAsString(), set.setIdentifier());
        boolean values = set.ttl() != null || set.hasResourceRecords();
        if (set.aliasTarget() != null && values) {
            throw invalid("Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or"
                    + " TrafficPolicyInstanceId], but found more than one in " + where);
        }
        if (set.aliasTarget() == null && !values) {
            throw invalid("Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or"
                    + " TrafficPolicyInstanceId], but found none in " + where);
        }
        if (set.aliasTarget() == null && (set.ttl() == null || !set.hasResourceRecords())) {
            throw invalid("Invalid request: Missing field '" + (set.ttl() == null ? "TTL" : "ResourceRecords") + "' in "
                    + where);
        }
        boolean routed = set.weight() != null
                || set.region() != null
                || set.failover() != null
                || set.geoLocation() != null
                || set.multiValueAnswer() != null
                || set.geoProximityLocation() != null
                || set.cidrRoutingConfig() != null;
        if (routed != (set.setIdentifier() != null)) {
            throw invalid("Invalid request: Missing field '" + (routed ? "SetIdentifier" : "Weight") + "' in " + where);
        }
    }

    private static InvalidInputException invalid(String message) {
        return InvalidInputException.builder().message(message).build();
    }
}
