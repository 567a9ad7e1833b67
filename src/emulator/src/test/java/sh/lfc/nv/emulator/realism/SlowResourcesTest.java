package sh.lfc.nv.emulator.realism;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.lfc.nv.emulator.realism.Slow.refused;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.DomainNameStatus;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeStatus;

/** Resources that take AWS's time to come and to go. */
class SlowResourcesTest {

    private Slow slow;
    private Ec2Client ec2;

    @BeforeEach
    void start() throws IOException {
        slow = new Slow();
        ec2 = slow.client(Ec2Client.builder());
    }

    @AfterEach
    void end() {
        slow.close();
    }

    private String vpc() {
        String vpc =
                ec2.createVpc(create -> create.cidrBlock("10.7.0.0/16")).vpc().vpcId();
        ec2.modifyVpcAttribute(modify -> modify.vpcId(vpc).enableDnsHostnames(value -> value.value(true)));
        return vpc;
    }

    private String subnet(String vpc, String range) {
        return ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock(range))
                .subnet()
                .subnetId();
    }

    @Test
    void aNatGatewayComesAndGoesInItsTime() {
        String vpc = vpc();
        String internet =
                ec2.createInternetGateway(create -> {}).internetGateway().internetGatewayId();
        ec2.attachInternetGateway(attach -> attach.vpcId(vpc).internetGatewayId(internet));
        String address = ec2.allocateAddress(allocate -> {}).allocationId();
        String gateway = ec2.createNatGateway(
                        create -> create.subnetId(subnet(vpc, "10.7.1.0/24")).allocationId(address))
                .natGateway()
                .natGatewayId();

        slow.nearlyPass(Delay.NAT_GATEWAY_CREATION);
        assertThat(state(gateway)).isEqualTo(NatGatewayState.PENDING);
        slow.passTheRest();
        assertThat(state(gateway)).isEqualTo(NatGatewayState.AVAILABLE);

        ec2.deleteNatGateway(delete -> delete.natGatewayId(gateway));
        slow.nearlyPass(Delay.NAT_GATEWAY_DELETION);
        assertThat(state(gateway)).isEqualTo(NatGatewayState.DELETING);
        refused("AuthFailure", () -> ec2.releaseAddress(release -> release.allocationId(address)));
        slow.passTheRest();
        assertThat(state(gateway)).isEqualTo(NatGatewayState.DELETED);
        ec2.releaseAddress(release -> release.allocationId(address));
    }

    private NatGatewayState state(String gateway) {
        return ec2.describeNatGateways(describe -> describe.natGatewayIds(gateway))
                .natGateways()
                .get(0)
                .state();
    }

    @Test
    void anInterfaceEndpointComesAndGoesInItsTimeAGatewayEndpointAtOnce() {
        String vpc = vpc();
        String subnet = subnet(vpc, "10.7.1.0/24");
        VpcEndpoint gateway = ec2.createVpcEndpoint(
                        create -> create.vpcId(vpc).serviceName("com.amazonaws.us-east-1.s3"))
                .vpcEndpoint();
        String id = ec2.createVpcEndpoint(create -> create.vpcId(vpc)
                        .vpcEndpointType("Interface")
                        .serviceName("com.amazonaws.us-east-1.secretsmanager")
                        .subnetIds(subnet))
                .vpcEndpoint()
                .vpcEndpointId();

        assertThat(gateway.state()).isEqualTo(State.AVAILABLE);
        slow.nearlyPass(Delay.ENDPOINT_CREATION);
        assertThat(endpoints(id)).containsExactly(State.PENDING);
        slow.passTheRest();
        assertThat(endpoints(id)).containsExactly(State.AVAILABLE);

        ec2.deleteVpcEndpoints(delete -> delete.vpcEndpointIds(id));
        assertThat(endpoints(id)).containsExactly(State.DELETING);
        refused("DependencyViolation", () -> ec2.deleteSubnet(delete -> delete.subnetId(subnet)));
        slow.pass(Delay.ENDPOINT_DELETION);
        ec2.deleteSubnet(delete -> delete.subnetId(subnet));
        refused("InvalidVpcEndpointId.NotFound", () -> endpoints(id));
    }

    private List<State> endpoints(String id) {
        return ec2.describeVpcEndpoints(describe -> describe.vpcEndpointIds(id)).vpcEndpoints().stream()
                .map(VpcEndpoint::state)
                .toList();
    }

    @Test
    void aDatabaseIsCreatedBackedUpAndDeletedInItsTime() {
        RdsClient rds = slow.client(RdsClient.builder());
        rds.createDBInstance(create -> create.dbInstanceIdentifier("slow")
                .engine("postgres")
                .dbInstanceClass("db.t3.micro")
                .allocatedStorage(20)
                .masterUsername("postgres")
                .masterUserPassword("mysecretpassword1"));

        slow.nearlyPass(Delay.RDS_CREATION);
        assertThat(databases(rds)).containsExactly("creating");
        refused(
                "InvalidDBInstanceState",
                () -> rds.modifyDBInstance(
                        modify -> modify.dbInstanceIdentifier("slow").applyImmediately(true)));
        slow.passTheRest();
        assertThat(databases(rds)).containsExactly("backing-up");
        assertThat(rds.describeDBInstances().dbInstances().get(0).endpoint().address())
                .startsWith("slow.");
        slow.pass(Delay.RDS_FIRST_BACKUP);
        assertThat(databases(rds)).containsExactly("available");

        rds.modifyDBInstance(modify ->
                modify.dbInstanceIdentifier("slow").backupRetentionPeriod(2).applyImmediately(true));
        slow.nearlyPass(Delay.RDS_MODIFICATION);
        assertThat(databases(rds)).containsExactly("modifying");
        slow.passTheRest();
        assertThat(databases(rds)).containsExactly("available");

        rds.deleteDBInstance(delete -> delete.dbInstanceIdentifier("slow").skipFinalSnapshot(true));
        slow.nearlyPass(Delay.RDS_DELETION);
        assertThat(databases(rds)).containsExactly("deleting");
        slow.passTheRest();
        assertThat(databases(rds)).isEmpty();
    }

    private static List<String> databases(RdsClient rds) {
        return rds.describeDBInstances().dbInstances().stream()
                .map(DBInstance::dbInstanceStatus)
                .toList();
    }

    @Test
    void aCacheIsCreatedAndDeletedInItsTime() {
        ElastiCacheClient caches = slow.client(ElastiCacheClient.builder());
        caches.createReplicationGroup(create -> create.replicationGroupId("slow")
                .replicationGroupDescription("slow")
                .engine("redis")
                .cacheNodeType("cache.t3.micro"));

        slow.nearlyPass(Delay.CACHE_CREATION);
        assertThat(groups(caches)).containsExactly("creating");
        refused(
                "InvalidReplicationGroupState",
                () -> caches.deleteReplicationGroup(delete -> delete.replicationGroupId("slow")));
        slow.passTheRest();
        assertThat(groups(caches)).containsExactly("available");

        caches.deleteReplicationGroup(delete -> delete.replicationGroupId("slow"));
        slow.nearlyPass(Delay.CACHE_DELETION);
        assertThat(groups(caches)).containsExactly("deleting");
        slow.passTheRest();
        assertThat(groups(caches)).isEmpty();
    }

    private static List<String> groups(ElastiCacheClient caches) {
        return caches.describeReplicationGroups().replicationGroups().stream()
                .map(ReplicationGroup::status)
                .toList();
    }

    @Test
    void namesTakeTimeToBeKnownCertificatesToBeIssuedAndDomainsToBeAvailable() {
        Route53Client route53 = slow.client(Route53Client.builder());
        AcmClient acm = slow.client(AcmClient.builder());
        ApiGatewayV2Client apis = slow.client(ApiGatewayV2Client.builder());
        String zone = route53.createHostedZone(
                        create -> create.name("slow.test").callerReference("1"))
                .hostedZone()
                .id();
        String certificate = acm.requestCertificate(
                        request -> request.domainName("slow.test").validationMethod("DNS"))
                .certificateArn();
        ResourceRecord proof = acm.describeCertificate(describe -> describe.certificateArn(certificate))
                .certificate()
                .domainValidationOptions()
                .get(0)
                .resourceRecord();

        String change = route53.changeResourceRecordSets(changes -> changes.hostedZoneId(zone)
                        .changeBatch(batch -> batch.changes(
                                one -> one.action("CREATE").resourceRecordSet(set -> set.name(proof.name())
                                        .type("CNAME")
                                        .ttl(60L)
                                        .resourceRecords(record -> record.value(proof.value()))))))
                .changeInfo()
                .id();

        slow.nearlyPass(Delay.DNS_CHANGE);
        assertThat(route53.getChange(get -> get.id(change)).changeInfo().status())
                .isEqualTo(ChangeStatus.PENDING);
        slow.passTheRest();
        assertThat(route53.getChange(get -> get.id(change)).changeInfo().status())
                .isEqualTo(ChangeStatus.INSYNC);
        assertThat(status(acm, certificate)).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        slow.pass(Delay.CERTIFICATE_VALIDATION);
        assertThat(status(acm, certificate)).isEqualTo(CertificateStatus.ISSUED);

        assertThat(apis.createDomainName(create -> create.domainName("slow.test")
                                .domainNameConfigurations(domain -> domain.certificateArn(certificate)))
                        .domainNameConfigurations()
                        .get(0)
                        .domainNameStatus())
                .isEqualTo(DomainNameStatus.UPDATING);
        slow.pass(Delay.DOMAIN_NAME);
        assertThat(apis.getDomainName(get -> get.domainName("slow.test"))
                        .domainNameConfigurations()
                        .get(0)
                        .domainNameStatus())
                .isEqualTo(DomainNameStatus.AVAILABLE);
    }

    private static CertificateStatus status(AcmClient acm, String certificate) {
        return acm.describeCertificate(describe -> describe.certificateArn(certificate))
                .certificate()
                .status();
    }
}
