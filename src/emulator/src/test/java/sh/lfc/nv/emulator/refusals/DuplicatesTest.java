package sh.lfc.nv.emulator.refusals;

import static sh.lfc.nv.emulator.refusals.Refusal.refused;

import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What there can be once only, with AWS's codes and sentences. */
class DuplicatesTest extends SharedAccount {

    @TestFactory
    Stream<DynamicTest> whatIsThereAlready() {
        String group = account.group("twice");
        account.ingress(group, "0.0.0.0/0");
        account.role("twice");
        account.secret("twice");
        account.sqs.createQueue(create -> create.queueName("twice"));
        account.logs.createLogGroup(create -> create.logGroupName("twice"));
        account.iam.createPolicy(create -> create.policyName("twice").policyDocument(Account.POLICY));
        account.iam.createUser(create -> create.userName("twice"));
        String key = account.kms.createKey().keyMetadata().keyId();
        account.kms.createAlias(create -> create.aliasName("alias/twice").targetKeyId(key));
        String zone = account.route53
                .createHostedZone(create -> create.name("twice.example").callerReference("twice"))
                .hostedZone()
                .id();
        record(zone);
        String gateway = account.ec2.createInternetGateway().internetGateway().internetGatewayId();
        account.ec2.attachInternetGateway(attach -> attach.vpcId(account.vpc).internetGatewayId(gateway));
        String table = account.ec2
                .createRouteTable(create -> create.vpcId(account.vpc))
                .routeTable()
                .routeTableId();
        route(table, gateway);
        String api = account.apis
                .createApi(create -> create.name("twice").protocolType("HTTP"))
                .apiId();
        account.apis.createRoute(create -> create.apiId(api).routeKey("GET /"));
        account.rds.createDBParameterGroup(create -> create.dbParameterGroupName("twice")
                .dbParameterGroupFamily("postgres14")
                .description("none"));
        ThrowingCallable inTheWest = () -> account.west.createBucket(create -> create.bucket("twice-in-the-west")
                .createBucketConfiguration(configuration -> configuration.locationConstraint("us-west-2")));
        return Stream.of(
                refused(
                        "a rule of a security group",
                        "InvalidPermission.Duplicate",
                        "the specified rule \"peer: 0.0.0.0/0, TCP, from port: 443, to port: 443, ALLOW\""
                                + " already exists",
                        () -> account.ingress(group, "0.0.0.0/0")),
                refused(
                        "a security group",
                        "InvalidGroup.Duplicate",
                        "The security group 'twice' already exists for VPC '" + account.vpc + "'",
                        () -> account.group("twice")),
                refused(
                        "a role",
                        "EntityAlreadyExists",
                        "Role with name twice already exists.",
                        () -> account.role("twice")),
                refused(
                        "a secret",
                        "ResourceExistsException",
                        "The operation failed because the secret twice already exists.",
                        () -> account.secret("twice")),
                refused(
                        "a queue with other attributes",
                        "QueueAlreadyExists",
                        "A queue already exists with the same name and a different value for attribute"
                                + " VisibilityTimeout",
                        () -> account.sqs.createQueue(create ->
                                create.queueName("twice").attributesWithStrings(Map.of("VisibilityTimeout", "31")))),
                refused(
                        "a log group",
                        "ResourceAlreadyExistsException",
                        "The specified log group already exists",
                        () -> account.logs.createLogGroup(create -> create.logGroupName("twice"))),
                refused(
                        "a policy",
                        "EntityAlreadyExists",
                        "A policy called twice already exists. Duplicate names are not allowed.",
                        () -> account.iam.createPolicy(
                                create -> create.policyName("twice").policyDocument(Account.POLICY))),
                refused(
                        "a user",
                        "EntityAlreadyExists",
                        "User with name twice already exists.",
                        () -> account.iam.createUser(create -> create.userName("twice"))),
                refused(
                        "an alias",
                        "AlreadyExistsException",
                        "An alias with the name arn:aws:kms:us-east-1:000000000000:alias/twice already exists",
                        () -> account.kms.createAlias(
                                create -> create.aliasName("alias/twice").targetKeyId(key))),
                refused(
                        "a record",
                        "InvalidChangeBatch",
                        "[Tried to create resource record set [name='a.twice.example.', type='A'] but it"
                                + " already exists]",
                        () -> record(zone)),
                refused(
                        "a hosted zone of one request",
                        "HostedZoneAlreadyExists",
                        "A hosted zone has already been created with the specified caller reference.",
                        () -> account.route53.createHostedZone(
                                create -> create.name("twice.example").callerReference("twice"))),
                refused(
                        "an attached internet gateway",
                        "Resource.AlreadyAssociated",
                        "resource " + gateway + " is already attached to network " + account.vpc,
                        () -> account.ec2.attachInternetGateway(
                                attach -> attach.vpcId(account.vpc).internetGatewayId(gateway))),
                refused(
                        "a route",
                        "RouteAlreadyExists",
                        "The route identified by 0.0.0.0/0 already exists.",
                        () -> route(table, gateway)),
                refused(
                        "a route of an API",
                        "ConflictException",
                        "Route with key GET / already exists for this API",
                        () -> account.apis.createRoute(
                                create -> create.apiId(api).routeKey("GET /"))),
                refused(
                        "a parameter group",
                        "DBParameterGroupAlreadyExists",
                        "Parameter group twice already exists",
                        () -> account.rds.createDBParameterGroup(create -> create.dbParameterGroupName("twice")
                                .dbParameterGroupFamily("postgres14")
                                .description("none"))),
                refused(
                        "a bucket",
                        "BucketAlreadyOwnedByYou",
                        "Your previous request to create the named bucket succeeded and you already own it.",
                        () -> {
                            inTheWest.call();
                            inTheWest.call();
                        }));
    }

    private void record(String zone) {
        account.route53.changeResourceRecordSets(change -> change.hostedZoneId(zone)
                .changeBatch(batch ->
                        batch.changes(add -> add.action("CREATE").resourceRecordSet(set -> set.name("a.twice.example")
                                .type("A")
                                .ttl(60L)
                                .resourceRecords(value -> value.value("192.0.2.1"))))));
    }

    private void route(String table, String gateway) {
        account.ec2.createRoute(create ->
                create.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    }
}
