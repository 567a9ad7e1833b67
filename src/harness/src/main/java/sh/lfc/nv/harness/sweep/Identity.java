package sh.lfc.nv.harness.sweep;

import java.util.stream.Stream;
import sh.lfc.nv.canary.aws.AwsAccess;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.RRType;

/** Names and what they let in: roles, certificates, zones; and logs. */
final class Identity implements Finder {
    private final IamClient iam;
    private final AcmClient acm;
    private final Route53Client route53;
    private final CloudWatchLogsClient logs;

    Identity(AwsAccess aws) {
        iam = aws.client(IamClient.builder());
        acm = aws.client(AcmClient.builder());
        route53 = aws.client(Route53Client.builder());
        logs = aws.client(CloudWatchLogsClient.builder());
    }

    @Override
    public Stream<Leftover> find(Named named) {
        return Stream.of(roles(named), certificates(named), zones(named), logGroups(named))
                .flatMap(found -> found);
    }

    private Stream<Leftover> roles(Named named) {
        return iam.listRolesPaginator().roles().stream()
                .map(role -> role.roleName())
                .filter(named::is)
                .map(name -> Leftover.of("role", name, () -> removeRole(name)));
    }

    private void removeRole(String name) {
        iam.listRolePoliciesPaginator(list -> list.roleName(name))
                .policyNames()
                .forEach(policy ->
                        iam.deleteRolePolicy(delete -> delete.roleName(name).policyName(policy)));
        iam.listAttachedRolePoliciesPaginator(list -> list.roleName(name))
                .attachedPolicies()
                .forEach(policy ->
                        iam.detachRolePolicy(detach -> detach.roleName(name).policyArn(policy.policyArn())));
        iam.deleteRole(delete -> delete.roleName(name));
    }

    private Stream<Leftover> certificates(Named named) {
        return acm.listCertificatesPaginator().certificateSummaryList().stream()
                .filter(certificate -> named.isHost(certificate.domainName()))
                .map(certificate -> Leftover.of(
                        "certificate",
                        certificate.domainName(),
                        () -> acm.deleteCertificate(delete -> delete.certificateArn(certificate.certificateArn()))));
    }

    private Stream<Leftover> zones(Named named) {
        return route53.listHostedZonesPaginator().hostedZones().stream()
                .filter(zone -> !named.domain().isEmpty() && zone.name().equals(named.domain() + "."))
                .map(zone -> Leftover.of("zone", named.domain(), () -> removeZone(zone)));
    }

    /** With all records but those that a zone cannot be without. */
    private void removeZone(HostedZone zone) {
        var records =
                route53
                        .listResourceRecordSetsPaginator(list -> list.hostedZoneId(zone.id()))
                        .resourceRecordSets()
                        .stream()
                        .filter(record -> !(record.name().equals(zone.name())
                                && (record.type() == RRType.NS || record.type() == RRType.SOA)))
                        .map(record -> Change.builder()
                                .action(ChangeAction.DELETE)
                                .resourceRecordSet(record)
                                .build())
                        .toList();
        if (!records.isEmpty()) {
            route53.changeResourceRecordSets(
                    change -> change.hostedZoneId(zone.id()).changeBatch(batch -> batch.changes(records)));
        }
        route53.deleteHostedZone(delete -> delete.id(zone.id()));
    }

    /** Services make groups of their own, which nobody's stack knows; their names hold the environment's. */
    private Stream<Leftover> logGroups(Named named) {
        return logs.describeLogGroupsPaginator().logGroups().stream()
                .map(group -> group.logGroupName())
                .filter(name -> name.contains("/" + named.prefix()) || name.contains("/cwsyn-" + named.prefix()))
                .map(name ->
                        Leftover.of("log group", name, () -> logs.deleteLogGroup(delete -> delete.logGroupName(name))));
    }

    @Override
    public void close() {
        iam.close();
        acm.close();
        route53.close();
        logs.close();
    }
}
