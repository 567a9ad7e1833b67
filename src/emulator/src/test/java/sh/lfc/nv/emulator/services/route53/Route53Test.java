package sh.lfc.nv.emulator.services.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZoneAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.HostedZoneNotEmptyException;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.LastVpcAssociationException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Tag;
import software.amazon.awssdk.services.route53.model.TagResourceType;
import software.amazon.awssdk.services.route53.model.VPC;

class Route53Test {

    private static Emulator aws;
    private static Route53Client route53;

    @BeforeAll
    static void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        route53 = client("test");
    }

    private static Route53Client client(String userAgent) {
        return Route53Client.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, userAgent))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    @AfterAll
    static void stop() {
        route53.close();
        aws.close();
    }

    @Test
    void aPublicZoneHasFourNameServersAndItsOwnRecords() {
        CreateHostedZoneResponse made = create("Public.Example");

        GetHostedZoneResponse zone =
                route53.getHostedZone(b -> b.id(made.hostedZone().id()));
        List<ResourceRecordSet> records = records(made.hostedZone().id());

        assertThat(zone.hostedZone().name()).isEqualTo("public.example.");
        assertThat(zone.delegationSet().nameServers())
                .hasSize(4)
                .allMatch(server -> server.matches("ns-\\d+\\.awsdns-\\d\\d\\.(com|net|org|co\\.uk)"));
        assertThat(records).extracting(ResourceRecordSet::typeAsString).containsExactly("NS", "SOA");
        assertThat(records.get(0).resourceRecords())
                .extracting(ResourceRecord::value)
                .containsExactlyElementsOf(zone.delegationSet().nameServers().stream()
                        .map(server -> server + ".")
                        .toList());
        assertThat(route53.getChange(b -> b.id(made.changeInfo().id()))
                        .changeInfo()
                        .status())
                .isEqualTo(ChangeStatus.INSYNC);
    }

    @Test
    void aPrivateZoneBelongsToItsVpcs() {
        CreateHostedZoneResponse made = route53.createHostedZone(
                b -> b.name("private.example").callerReference("private").vpc(v -> v.vpcId("vpc-1")
                        .vpcRegion("us-east-1")));
        String id = made.hostedZone().id();

        route53.associateVPCWithHostedZone(
                b -> b.hostedZoneId(id).vpc(v -> v.vpcId("vpc-2").vpcRegion("us-east-1")));
        route53.disassociateVPCFromHostedZone(
                b -> b.hostedZoneId(id).vpc(v -> v.vpcId("vpc-1").vpcRegion("us-east-1")));

        assertThat(made.delegationSet()).isNull();
        assertThat(route53.getHostedZone(b -> b.id(id)).vpCs())
                .extracting(VPC::vpcId)
                .containsExactly("vpc-2");
        assertThatThrownBy(() -> route53.disassociateVPCFromHostedZone(
                        b -> b.hostedZoneId(id).vpc(v -> v.vpcId("vpc-2").vpcRegion("us-east-1"))))
                .isInstanceOf(LastVpcAssociationException.class);
    }

    @Test
    void aCallerReferenceCountsOnce() {
        route53.createHostedZone(b -> b.name("once.example").callerReference("once"));

        assertThatThrownBy(() ->
                        route53.createHostedZone(b -> b.name("once.example").callerReference("once")))
                .isInstanceOf(HostedZoneAlreadyExistsException.class);
    }

    @Test
    void aZoneWithRecordsIsNotDeleted() {
        String id = create("full.example").hostedZone().id();
        change(id, ChangeAction.CREATE, a("www.full.example", "192.0.2.1"));

        assertThatThrownBy(() -> route53.deleteHostedZone(b -> b.id(id)))
                .isInstanceOf(HostedZoneNotEmptyException.class);

        change(id, ChangeAction.DELETE, a("www.full.example", "192.0.2.1"));
        route53.deleteHostedZone(b -> b.id(id));
        assertThatThrownBy(() -> route53.getHostedZone(b -> b.id(id)))
                .isInstanceOfSatisfying(NoSuchHostedZoneException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(404);
                    assertThat(refusal.awsErrorDetails().errorMessage())
                            .isEqualTo("No hosted zone found with ID: " + id);
                });
    }

    @Test
    void aBatchIsAppliedAsAWholeOrNotAtAll() {
        String id = create("batch.example").hostedZone().id();
        Change good = Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(a("good.batch.example", "192.0.2.1"))
                .build();
        Change bad = Change.builder()
                .action(ChangeAction.DELETE)
                .resourceRecordSet(a("bad.batch.example", "192.0.2.1"))
                .build();

        assertThatThrownBy(() -> route53.changeResourceRecordSets(
                        b -> b.hostedZoneId(id).changeBatch(batch -> batch.changes(good, bad))))
                .isInstanceOfSatisfying(InvalidChangeBatchException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorMessage())
                        .isEqualTo("[Tried to delete resource record set [name='bad.batch.example.', type='A']"
                                + " but it was not found]"));
        assertThat(records(id)).hasSize(2);
    }

    @Test
    void whatAZoneDoesNotAllowIsRefused() {
        String id = create("rules.example").hostedZone().id();
        change(id, ChangeAction.CREATE, a("www.rules.example", "192.0.2.1"));

        assertRefused(
                id,
                a("www.rules.example", "192.0.2.1"),
                "Tried to create resource record set [name='www.rules.example.', type='A'] but it already exists");
        assertRefused(
                id,
                a("www.other.example", "192.0.2.1"),
                "RRSet with DNS name www.other.example. is not permitted in zone rules.example.");
        assertRefused(
                id,
                cname("rules.example", "x.example"),
                "RRSet of type CNAME with DNS name rules.example. is not permitted at apex in zone rules.example.");
        assertRefused(
                id,
                cname("www.rules.example", "x.example"),
                "RRSet of type CNAME with DNS name www.rules.example. is not permitted as it conflicts with other"
                        + " records with the same DNS name in zone rules.example.");
        assertRefused(
                id,
                a("bad.rules.example", "192.0.2.256"),
                "Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"
                        + " encountered with '192.0.2.256''");
        assertRefused(
                id,
                alias("a.rules.example", "b.rules.example", id),
                "Tried to create an alias that targets b.rules.example., type A in zone " + id
                        + ", but that target was not found");
    }

    @Test
    void valuesThatDoNotMatchAreNotDeleted() {
        String id = create("match.example").hostedZone().id();
        change(id, ChangeAction.CREATE, a("www.match.example", "192.0.2.1"));

        assertThatThrownBy(() -> change(id, ChangeAction.DELETE, a("www.match.example", "192.0.2.2")))
                .hasMessageContaining("[Tried to delete resource record set [name='www.match.example.', type='A'] but"
                        + " the values provided do not match the current values]");
    }

    @Test
    void recordsAreListedByReversedNameAndPaged() {
        String id = create("sorted.example").hostedZone().id();
        change(id, ChangeAction.UPSERT, a("b.sorted.example", "192.0.2.1"));
        change(id, ChangeAction.UPSERT, a("z.a.sorted.example", "192.0.2.1"));
        change(id, ChangeAction.UPSERT, a("a.sorted.example", "192.0.2.1"));
        change(id, ChangeAction.UPSERT, a("*.sorted.example", "192.0.2.1"));

        ListResourceRecordSetsResponse first =
                route53.listResourceRecordSets(b -> b.hostedZoneId(id).maxItems("4"));
        ListResourceRecordSetsResponse second = route53.listResourceRecordSets(b ->
                b.hostedZoneId(id).startRecordName(first.nextRecordName()).startRecordType(first.nextRecordType()));

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.resourceRecordSets())
                .extracting(ResourceRecordSet::name)
                .containsExactly("sorted.example.", "sorted.example.", "\\052.sorted.example.", "a.sorted.example.");
        assertThat(second.isTruncated()).isFalse();
        assertThat(second.resourceRecordSets())
                .extracting(ResourceRecordSet::name)
                .containsExactly("z.a.sorted.example.", "b.sorted.example.");
    }

    @Test
    void zonesCarryTags() {
        String id = create("tags.example").hostedZone().id().replace("/hostedzone/", "");
        route53.changeTagsForResource(b -> b.resourceType(TagResourceType.HOSTEDZONE)
                .resourceId(id)
                .addTags(Tag.builder().key("Stack").value("route53").build()));

        assertThat(route53.listTagsForResource(
                                b -> b.resourceType(TagResourceType.HOSTEDZONE).resourceId(id))
                        .resourceTagSet()
                        .tags())
                .containsExactly(Tag.builder().key("Stack").value("route53").build());
    }

    @Test
    void aChangeNeedsValuesOrAnAlias() {
        String id = create("form.example").hostedZone().id();

        assertThatThrownBy(() -> change(
                        id,
                        ChangeAction.CREATE,
                        ResourceRecordSet.builder()
                                .name("x.form.example")
                                .type(RRType.A)
                                .build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("but found none in Change with [Action=CREATE, Name=x.form.example., Type=A,"
                        + " SetIdentifier=null]");
    }

    @Test
    void terraformDoesNotWaitForWhatHasHappened() {
        try (Route53Client terraform = client("APN/1.0 HashiCorp/1.0 Terraform/1.11.4")) {
            CreateHostedZoneResponse made =
                    terraform.createHostedZone(b -> b.name("terraform.example").callerReference("terraform"));

            assertThat(made.hostedZone().name()).isEqualTo("terraform.example.");
            assertThat(made.changeInfo()).isNull();
        }
    }

    private static CreateHostedZoneResponse create(String name) {
        return route53.createHostedZone(b -> b.name(name).callerReference(name));
    }

    private static List<ResourceRecordSet> records(String id) {
        return route53.listResourceRecordSets(b -> b.hostedZoneId(id)).resourceRecordSets();
    }

    private static void change(String id, ChangeAction action, ResourceRecordSet set) {
        route53.changeResourceRecordSets(b -> b.hostedZoneId(id)
                .changeBatch(batch -> batch.changes(
                        Change.builder().action(action).resourceRecordSet(set).build())));
    }

    private static void assertRefused(String id, ResourceRecordSet set, String message) {
        assertThatThrownBy(() -> change(id, ChangeAction.CREATE, set))
                .isInstanceOfSatisfying(InvalidChangeBatchException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorMessage())
                        .isEqualTo("[" + message + "]"));
    }

    private static ResourceRecordSet a(String name, String value) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(RRType.A)
                .ttl(60L)
                .resourceRecords(ResourceRecord.builder().value(value).build())
                .build();
    }

    private static ResourceRecordSet cname(String name, String value) {
        return a(name, value).toBuilder().type(RRType.CNAME).build();
    }

    private static ResourceRecordSet alias(String name, String target, String zone) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(RRType.A)
                .aliasTarget(t -> t.dnsName(target).hostedZoneId(zone).evaluateTargetHealth(false))
                .build();
    }
}
