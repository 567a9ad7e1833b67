package sh.lfc.nv.harness.steps;

import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.system.DeployedSystem;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.synthetics.SyntheticsClient;

/** Everything in the account that carries the environment's name, asked of the services themselves. */
final class Inventory {
    private final String prefix;
    private final String environment;
    private final String domain;
    private final AwsAccess aws;
    private final List<String> found = new ArrayList<>();

    Inventory(DeployedSystem system) {
        this.environment = system.environment();
        this.prefix = system.environment() + "-";
        var host = system.url().getHost();
        this.domain = host.substring(host.indexOf('.') + 1);
        this.aws = system.target().aws();
    }

    /** One line for each thing that is there. */
    List<String> everything() {
        compute();
        network();
        data();
        edge();
        watch();
        return found;
    }

    private void compute() {
        try (var lambda = aws.client(LambdaClient.builder());
                var iam = aws.client(IamClient.builder())) {
            lambda.listFunctionsPaginator().functions().forEach(one -> named("function", one.functionName()));
            iam.listRolesPaginator().roles().forEach(one -> named("role", one.roleName()));
        }
    }

    private void network() {
        var ours = Filter.builder().name("tag:Environment").values(environment).build();
        try (var ec2 = aws.client(Ec2Client.builder())) {
            ec2.describeVpcs(d -> d.filters(ours)).vpcs().forEach(one -> add("vpc", one.vpcId()));
            ec2.describeSubnets(d -> d.filters(ours)).subnets().forEach(one -> add("subnet", one.subnetId()));
            ec2.describeSecurityGroups(d -> d.filters(ours))
                    .securityGroups()
                    .forEach(one -> add("security group", one.groupName()));
            ec2.describeRouteTables(d -> d.filters(ours))
                    .routeTables()
                    .forEach(one -> add("route table", one.routeTableId()));
            ec2.describeAddresses(d -> d.filters(ours)).addresses().forEach(one -> add("address", one.publicIp()));
            ec2.describeVpcEndpoints(d -> d.filters(ours))
                    .vpcEndpoints()
                    .forEach(one -> add("endpoint", one.vpcEndpointId()));
            ec2.describeNetworkInterfaces(d -> {}).networkInterfaces().stream()
                    .filter(one ->
                            one.description() != null && one.description().contains(prefix))
                    .forEach(one -> add("network interface", one.description()));
            // A deleted NAT gateway stays visible for about an hour.
            ec2.describeNatGateways(d -> d.filter(ours)).natGateways().stream()
                    .filter(one -> one.state() != NatGatewayState.DELETED)
                    .forEach(one -> add("NAT gateway", one.natGatewayId()));
        }
    }

    private void data() {
        try (var s3 = aws.client(S3Client.builder());
                var rds = aws.client(RdsClient.builder());
                var elastiCache = aws.client(ElastiCacheClient.builder());
                var secrets = aws.client(SecretsManagerClient.builder());
                var sqs = aws.client(SqsClient.builder())) {
            s3.listBuckets().buckets().forEach(one -> named("bucket", one.name()));
            rds.describeDBInstances().dbInstances().forEach(one -> named("database", one.dbInstanceIdentifier()));
            rds.describeDBSubnetGroups()
                    .dbSubnetGroups()
                    .forEach(one -> named("database subnet group", one.dbSubnetGroupName()));
            rds.describeDBParameterGroups()
                    .dbParameterGroups()
                    .forEach(one -> named("database parameter group", one.dbParameterGroupName()));
            elastiCache
                    .describeReplicationGroups()
                    .replicationGroups()
                    .forEach(one -> named("cache", one.replicationGroupId()));
            elastiCache
                    .describeCacheSubnetGroups()
                    .cacheSubnetGroups()
                    .forEach(one -> named("cache subnet group", one.cacheSubnetGroupName()));
            secrets.listSecretsPaginator().stream()
                    .flatMap(page -> page.secretList().stream())
                    .forEach(one -> named("secret", one.name()));
            sqs.listQueuesPaginator(list -> list.queueNamePrefix(prefix))
                    .queueUrls()
                    .forEach(one -> add("queue", one));
        }
    }

    private void edge() {
        try (var gateway = aws.client(ApiGatewayV2Client.builder());
                var acm = aws.client(AcmClient.builder());
                var route53 = aws.client(Route53Client.builder())) {
            gateway.getApis(get -> {}).items().forEach(one -> named("API", one.name()));
            gateway.getDomainNames(get -> {}).items().stream()
                    .filter(one -> one.domainName().endsWith(domain))
                    .forEach(one -> add("domain", one.domainName()));
            acm.listCertificatesPaginator().certificateSummaryList().stream()
                    .filter(one -> one.domainName().endsWith(domain))
                    .forEach(one -> add("certificate", one.domainName()));
            route53.listHostedZones().hostedZones().stream()
                    .filter(one -> one.name().equals(domain + "."))
                    .forEach(one -> add("zone", one.name()));
        }
    }

    private void watch() {
        try (var logs = aws.client(CloudWatchLogsClient.builder());
                var cloudWatch = aws.client(CloudWatchClient.builder());
                var sns = aws.client(SnsClient.builder());
                var synthetics = aws.client(SyntheticsClient.builder())) {
            logs.describeLogGroupsPaginator().logGroups().stream()
                    // Synthetics makes the canary's own log group, and leaves it.
                    .filter(one -> !one.logGroupName().startsWith("/aws/lambda/cwsyn-"))
                    .filter(one -> one.logGroupName().contains("/" + prefix))
                    .forEach(one -> add("log group", one.logGroupName()));
            cloudWatch.describeAlarmsPaginator().metricAlarms().forEach(one -> named("alarm", one.alarmName()));
            cloudWatch.listDashboards(list -> {}).dashboardEntries().stream()
                    .filter(one -> one.dashboardName().equals(environment))
                    .forEach(one -> add("dashboard", one.dashboardName()));
            sns.listTopicsPaginator().topics().stream()
                    .filter(one -> one.topicArn().contains(":" + prefix))
                    .forEach(one -> add("topic", one.topicArn()));
            synthetics.describeCanaries(describe -> {}).canaries().forEach(one -> named("canary", one.name()));
        }
    }

    private void named(String kind, String name) {
        if (name.startsWith(prefix)) {
            add(kind, name);
        }
    }

    private void add(String kind, String name) {
        found.add(kind + " " + name);
    }
}
