package sh.lfc.nv.emulator.services.resourcegroupstaggingapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.InvalidParameterException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.PaginationTokenExpiredException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class ResourceGroupsTaggingTest {

    private static final String ANY_POLICY =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}""";

    private Emulator aws;
    private ResourceGroupsTaggingApiClient tagging;

    @BeforeEach
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        tagging = Clients.of(ResourceGroupsTaggingApiClient.builder(), aws);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void resourcesOfAllServicesAreTaggedFoundAndUntagged() {
        List<String> arns = untaggedResources();

        assertThat(found()).isEmpty();
        for (String arn : arns) {
            assertThat(tagging.tagResources(
                                    tag -> tag.resourceARNList(arn).tags(Map.of("Project", "shop", "Stage", "test")))
                            .failedResourcesMap())
                    .isEmpty();
        }

        assertThat(found()).containsExactlyInAnyOrderElementsOf(arns);
        assertThat(tagging.getTagKeys(get -> {}).tagKeys()).containsExactly("Project", "Stage");
        assertThat(tagging.getTagValues(get -> get.key("Project")).tagValues()).containsExactly("shop");

        for (String arn : arns) {
            assertThat(tagging.untagResources(
                                    untag -> untag.resourceARNList(arn).tagKeys("Stage"))
                            .failedResourcesMap())
                    .isEmpty();
        }

        assertThat(tagging.getResources(get -> {}).resourceTagMappingList())
                .extracting(ResourceTagMapping::tags)
                .allSatisfy(tags -> assertThat(tags).singleElement().satisfies(tag -> {
                    assertThat(tag.key()).isEqualTo("Project");
                    assertThat(tag.value()).isEqualTo("shop");
                }));
    }

    /** One of each service; those of global ones with them. */
    private List<String> untaggedResources() {
        List<String> arns = new ArrayList<>();
        arns.add(Clients.of(AcmClient.builder(), aws)
                .requestCertificate(request -> request.domainName("files.test").validationMethod("DNS"))
                .certificateArn());
        arns.add("arn:aws:apigateway:us-east-1::/apis/"
                + Clients.of(ApiGatewayV2Client.builder(), aws)
                        .createApi(create -> create.name("api").protocolType("HTTP"))
                        .apiId());
        Clients.of(CloudWatchClient.builder(), aws).putMetricAlarm(put -> put.alarmName("late")
                .namespace("Shop")
                .metricName("Lateness")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold"));
        arns.add("arn:aws:cloudwatch:us-east-1:000000000000:alarm:late");
        Clients.of(CloudWatchLogsClient.builder(), aws).createLogGroup(create -> create.logGroupName("/shop/log"));
        arns.add("arn:aws:logs:us-east-1:000000000000:log-group:/shop/log");
        arns.add("arn:aws:ec2:us-east-1:000000000000:vpc/"
                + Clients.of(Ec2Client.builder(), aws)
                        .createVpc(create -> create.cidrBlock("10.0.0.0/16"))
                        .vpc()
                        .vpcId());
        arns.add(Clients.of(ElastiCacheClient.builder(), aws)
                .createCacheParameterGroup(create -> create.cacheParameterGroupName("cache")
                        .cacheParameterGroupFamily("redis7")
                        .description("of the shop"))
                .cacheParameterGroup()
                .arn());
        arns.add(Clients.of(EventBridgeClient.builder(), aws)
                .putRule(put -> put.name("rule").eventPattern("{\"source\":[\"shop\"]}"))
                .ruleArn());
        arns.add(Clients.of(IamClient.builder(), aws, Region.AWS_GLOBAL)
                .createPolicy(create -> create.policyName("policy").policyDocument(ANY_POLICY))
                .policy()
                .arn());
        arns.add(Clients.of(KmsClient.builder(), aws)
                .createKey(create -> {})
                .keyMetadata()
                .arn());
        arns.add(Clients.of(RdsClient.builder(), aws)
                .createDBParameterGroup(create -> create.dbParameterGroupName("database")
                        .dbParameterGroupFamily("postgres14")
                        .description("of the shop"))
                .dbParameterGroup()
                .dbParameterGroupArn());
        arns.add("arn:aws:route53:::hostedzone/"
                + Clients.of(Route53Client.builder(), aws, Region.AWS_GLOBAL)
                        .createHostedZone(create -> create.name("files.test").callerReference("1"))
                        .hostedZone()
                        .id());
        Clients.of(S3Client.builder().forcePathStyle(true), aws).createBucket(create -> create.bucket("files"));
        arns.add("arn:aws:s3:::files");
        arns.add(Clients.of(SchedulerClient.builder(), aws)
                .createScheduleGroup(create -> create.name("group"))
                .scheduleGroupArn());
        arns.add(Clients.of(SecretsManagerClient.builder(), aws)
                .createSecret(create -> create.name("secret").secretString("s"))
                .arn());
        arns.add(Clients.of(SnsClient.builder(), aws)
                .createTopic(create -> create.name("topic"))
                .topicArn());
        arns.add(queue("queue", Map.of()));
        return arns;
    }

    private String queue(String name, Map<String, String> tags) {
        SqsClient sqs = Clients.of(SqsClient.builder(), aws);
        String url =
                sqs.createQueue(create -> create.queueName(name).tags(tags)).queueUrl();
        return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private List<String> found(TagFilter... filters) {
        return tagging.getResources(get -> get.tagFilters(filters)).resourceTagMappingList().stream()
                .map(ResourceTagMapping::resourceARN)
                .toList();
    }

    private static TagFilter filter(String key, String... values) {
        return TagFilter.builder().key(key).values(values).build();
    }

    @Test
    void everyFilterMustHoldByOneOfItsValues() {
        String one = queue("one", Map.of("Project", "shop", "Stage", "test"));
        String two = queue("two", Map.of("Project", "shop", "Stage", "live"));
        String three = queue("three", Map.of("Project", "bank"));

        assertThat(found(filter("Project"))).containsExactlyInAnyOrder(one, two, three);
        assertThat(found(filter("Project", "shop", "bank"))).containsExactlyInAnyOrder(one, two, three);
        assertThat(found(filter("Project", "shop"), filter("Stage"))).containsExactlyInAnyOrder(one, two);
        assertThat(found(filter("Project", "shop"), filter("Stage", "live"))).containsExactly(two);
        assertThat(found(filter("project"))).isEmpty();
    }

    @Test
    void typesAndArnsNarrowTheSearch() {
        String queue = queue("one", Map.of("Project", "shop"));
        String vpc = Clients.of(Ec2Client.builder(), aws)
                .createVpc(create -> create.cidrBlock("10.0.0.0/16").tagSpecifications(specification -> specification
                        .resourceType("vpc")
                        .tags(tag -> tag.key("Project").value("shop"))))
                .vpc()
                .vpcId();

        assertThat(tagging.getResources(get -> get.resourceTypeFilters("ec2:vpc"))
                        .resourceTagMappingList())
                .extracting(ResourceTagMapping::resourceARN)
                .containsExactly("arn:aws:ec2:us-east-1:000000000000:vpc/" + vpc);
        assertThat(tagging.getResources(get -> get.resourceTypeFilters("ec2:subnet", "sqs"))
                        .resourceTagMappingList())
                .extracting(ResourceTagMapping::resourceARN)
                .containsExactly(queue);
        assertThat(tagging.getResources(get -> get.resourceARNList(queue, queue + "-not"))
                        .resourceTagMappingList())
                .extracting(ResourceTagMapping::resourceARN)
                .containsExactly(queue);
        assertThatThrownBy(() ->
                        tagging.getResources(get -> get.resourceARNList(queue).resourcesPerPage(1)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aPageLeadsToTheNextForAQuarterOfAnHour() {
        String one = queue("one", Map.of("Project", "shop"));
        String two = queue("two", Map.of("Project", "shop"));

        GetResourcesResponse first = tagging.getResources(get -> get.resourcesPerPage(1));
        GetResourcesResponse second =
                tagging.getResources(get -> get.resourcesPerPage(1).paginationToken(first.paginationToken()));

        assertThat(first.resourceTagMappingList())
                .extracting(ResourceTagMapping::resourceARN)
                .containsExactly(one);
        assertThat(second.resourceTagMappingList())
                .extracting(ResourceTagMapping::resourceARN)
                .containsExactly(two);
        assertThat(second.paginationToken()).isEmpty();
        aws.clock().advance(Duration.ofMinutes(16));
        assertThatThrownBy(() -> tagging.getResources(get -> get.paginationToken(first.paginationToken())))
                .isInstanceOf(PaginationTokenExpiredException.class);
        assertThatThrownBy(() -> tagging.getResources(get -> get.paginationToken("no token")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void globalServicesAreInUsEast1AndRolesNowhere() {
        IamClient iam = Clients.of(IamClient.builder(), aws, Region.AWS_GLOBAL);
        String role = iam.createRole(create -> create.roleName("role")
                        .assumeRolePolicyDocument(ANY_POLICY.replace(
                                "\"Action\": \"s3:*\", \"Resource\": \"*\"",
                                "\"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"*\"}"))
                        .tags(tag -> tag.key("Project").value("shop")))
                .role()
                .arn();
        iam.createInstanceProfile(create -> create.instanceProfileName("profile")
                .tags(tag -> tag.key("Project").value("shop")));
        ResourceGroupsTaggingApiClient elsewhere =
                Clients.of(ResourceGroupsTaggingApiClient.builder(), aws, Region.EU_CENTRAL_1);

        assertThat(found()).containsExactly("arn:aws:iam::000000000000:instance-profile/profile");
        assertThat(elsewhere.getResources(get -> {}).resourceTagMappingList()).isEmpty();
        assertThatThrownBy(() ->
                        tagging.tagResources(tag -> tag.resourceARNList(role).tags(Map.of("Stage", "test"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(role + " is not a valid AmazonResourceName (ARN)");
    }

    @Test
    void whoTagsNeedsThePermissionOfTheServiceToo() {
        String queue = queue("one", Map.of());
        String absent = "arn:aws:s3:::absent";
        ResourceGroupsTaggingApiClient user = user("tag:TagResources");

        Map<String, FailureInfo> refused = user.tagResources(
                        tag -> tag.resourceARNList(queue, absent).tags(Map.of("Project", "shop")))
                .failedResourcesMap();

        assertThat(refused).containsOnlyKeys(queue, absent);
        assertThat(refused.get(queue).errorMessage()).contains("is not authorized to perform: sqs:tagqueue");
        assertThat(refused.get(queue).errorCodeAsString()).isEqualTo("InvalidParameterException");
        assertThat(found()).isEmpty();
        assertThatThrownBy(() -> user.getResources(get -> {})).hasMessageContaining("tag:GetResources");
        assertThat(tagging.tagResources(tag -> tag.resourceARNList(absent).tags(Map.of("Project", "shop")))
                        .failedResourcesMap()
                        .get(absent)
                        .errorMessage())
                .isEqualTo("The specified bucket does not exist");
    }

    private ResourceGroupsTaggingApiClient user(String action) {
        IamClient iam = Clients.of(IamClient.builder(), aws, Region.AWS_GLOBAL);
        iam.createUser(create -> create.userName("tagger"));
        iam.putUserPolicy(
                put -> put.userName("tagger").policyName("tags").policyDocument(ANY_POLICY.replace("s3:*", action)));
        AccessKey key = iam.createAccessKey(create -> create.userName("tagger")).accessKey();
        return ResourceGroupsTaggingApiClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))
                .build();
    }
}
