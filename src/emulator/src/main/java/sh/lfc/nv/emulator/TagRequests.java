package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateRequest;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.route53.model.ChangeTagsForResourceRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/**
 * The requests by which each service's own API adds tags to a resource and takes them away.
 *
 * <p>The resource is named as the service wants it: by its ARN, or by what the ARN ends with.
 */
final class TagRequests {

    private TagRequests() {}

    /**
     * The request that adds tags.
     *
     * @param tags those to add
     * @param before those that the resource has, for services that can only be told all of them
     */
    static SdkPojo tag(String arn, Map<String, String> tags, Map<String, String> before) {
        String name = last(arn);
        return switch (service(arn)) {
            case "acm" ->
                AddTagsToCertificateRequest.builder()
                        .certificateArn(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.acm.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "apigateway" ->
                software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest.builder()
                        .resourceArn(arn)
                        .tags(tags)
                        .build();
            case "cloudwatch" ->
                software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest.builder()
                        .resourceARN(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.cloudwatch.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "ec2" ->
                CreateTagsRequest.builder()
                        .resources(name)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.ec2.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "elasticache" ->
                software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest.builder()
                        .resourceName(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.elasticache.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "events" ->
                software.amazon.awssdk.services.eventbridge.model.TagResourceRequest.builder()
                        .resourceARN(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.eventbridge.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "iam:policy" ->
                TagPolicyRequest.builder()
                        .policyArn(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.iam.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "iam:instance-profile" ->
                TagInstanceProfileRequest.builder()
                        .instanceProfileName(name)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.iam.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "iam:oidc-provider" ->
                TagOpenIdConnectProviderRequest.builder()
                        .openIDConnectProviderArn(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.iam.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "kms" ->
                software.amazon.awssdk.services.kms.model.TagResourceRequest.builder()
                        .keyId(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.kms.model.Tag.builder()
                                .tagKey(key)
                                .tagValue(value)
                                .build()))
                        .build();
            case "lambda" ->
                software.amazon.awssdk.services.lambda.model.TagResourceRequest.builder()
                        .resource(arn)
                        .tags(tags)
                        .build();
            case "logs" ->
                software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest.builder()
                        .resourceArn(arn)
                        .tags(tags)
                        .build();
            case "rds" ->
                software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest.builder()
                        .resourceName(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.rds.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "route53" ->
                ChangeTagsForResourceRequest.builder()
                        .resourceId(name)
                        .resourceType("hostedzone")
                        .addTags(list(tags, (key, value) -> software.amazon.awssdk.services.route53.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "scheduler" ->
                software.amazon.awssdk.services.scheduler.model.TagResourceRequest.builder()
                        .resourceArn(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.scheduler.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "secretsmanager" ->
                software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest.builder()
                        .secretId(arn)
                        .tags(list(
                                tags, (key, value) -> software.amazon.awssdk.services.secretsmanager.model.Tag.builder()
                                        .key(key)
                                        .value(value)
                                        .build()))
                        .build();
            case "sns" ->
                software.amazon.awssdk.services.sns.model.TagResourceRequest.builder()
                        .resourceArn(arn)
                        .tags(list(tags, (key, value) -> software.amazon.awssdk.services.sns.model.Tag.builder()
                                .key(key)
                                .value(value)
                                .build()))
                        .build();
            case "sqs" -> TagQueueRequest.builder().queueUrl(name).tags(tags).build();
            case "synthetics" ->
                software.amazon.awssdk.services.synthetics.model.TagResourceRequest.builder()
                        .resourceArn(arn)
                        .tags(tags)
                        .build();
            case "s3" -> bucketTags(name, merged(before, tags));
            default -> throw new IllegalArgumentException(arn);
        };
    }

    /** The request that takes tags away. */
    static SdkPojo untag(String arn, List<String> keys, Map<String, String> before) {
        String name = last(arn);
        return switch (service(arn)) {
            case "acm" ->
                RemoveTagsFromCertificateRequest.builder()
                        .certificateArn(arn)
                        .tags(keys.stream()
                                .map(key -> software.amazon.awssdk.services.acm.model.Tag.builder()
                                        .key(key)
                                        .build())
                                .toList())
                        .build();
            case "apigateway" ->
                software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest.builder()
                        .resourceArn(arn)
                        .tagKeys(keys)
                        .build();
            case "cloudwatch" ->
                software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest.builder()
                        .resourceARN(arn)
                        .tagKeys(keys)
                        .build();
            case "ec2" ->
                DeleteTagsRequest.builder()
                        .resources(name)
                        .tags(keys.stream()
                                .map(key -> software.amazon.awssdk.services.ec2.model.Tag.builder()
                                        .key(key)
                                        .build())
                                .toList())
                        .build();
            case "elasticache" ->
                software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceRequest.builder()
                        .resourceName(arn)
                        .tagKeys(keys)
                        .build();
            case "events" ->
                software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest.builder()
                        .resourceARN(arn)
                        .tagKeys(keys)
                        .build();
            case "iam:policy" ->
                UntagPolicyRequest.builder().policyArn(arn).tagKeys(keys).build();
            case "iam:instance-profile" ->
                UntagInstanceProfileRequest.builder()
                        .instanceProfileName(name)
                        .tagKeys(keys)
                        .build();
            case "iam:oidc-provider" ->
                UntagOpenIdConnectProviderRequest.builder()
                        .openIDConnectProviderArn(arn)
                        .tagKeys(keys)
                        .build();
            case "kms" ->
                software.amazon.awssdk.services.kms.model.UntagResourceRequest.builder()
                        .keyId(arn)
                        .tagKeys(keys)
                        .build();
            case "lambda" ->
                software.amazon.awssdk.services.lambda.model.UntagResourceRequest.builder()
                        .resource(arn)
                        .tagKeys(keys)
                        .build();
            case "logs" ->
                software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest.builder()
                        .resourceArn(arn)
                        .tagKeys(keys)
                        .build();
            case "rds" ->
                software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest.builder()
                        .resourceName(arn)
                        .tagKeys(keys)
                        .build();
            case "route53" ->
                ChangeTagsForResourceRequest.builder()
                        .resourceId(name)
                        .resourceType("hostedzone")
                        .removeTagKeys(keys)
                        .build();
            case "scheduler" ->
                software.amazon.awssdk.services.scheduler.model.UntagResourceRequest.builder()
                        .resourceArn(arn)
                        .tagKeys(keys)
                        .build();
            case "secretsmanager" ->
                software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest.builder()
                        .secretId(arn)
                        .tagKeys(keys)
                        .build();
            case "sns" ->
                software.amazon.awssdk.services.sns.model.UntagResourceRequest.builder()
                        .resourceArn(arn)
                        .tagKeys(keys)
                        .build();
            case "sqs" ->
                UntagQueueRequest.builder().queueUrl(name).tagKeys(keys).build();
            case "synthetics" ->
                software.amazon.awssdk.services.synthetics.model.UntagResourceRequest.builder()
                        .resourceArn(arn)
                        .tagKeys(keys)
                        .build();
            case "s3" -> bucketTags(name, without(before, keys));
            default -> throw new IllegalArgumentException(arn);
        };
    }

    /** The service, and for IAM the kind of resource, since each has operations of its own. */
    private static String service(String arn) {
        String[] parts = arn.split(":", 6);
        return parts[2].equals("iam") ? "iam:" + parts[5].split("/", 2)[0] : parts[2];
    }

    private static String last(String arn) {
        return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    }

    /** The tags of a bucket are put all at once, or deleted all at once. */
    private static SdkPojo bucketTags(String bucket, Map<String, String> tags) {
        return tags.isEmpty()
                ? DeleteBucketTaggingRequest.builder().bucket(bucket).build()
                : PutBucketTaggingRequest.builder()
                        .bucket(bucket)
                        .tagging(all -> all.tagSet(
                                list(tags, (key, value) -> software.amazon.awssdk.services.s3.model.Tag.builder()
                                        .key(key)
                                        .value(value)
                                        .build())))
                        .build();
    }

    private static Map<String, String> merged(Map<String, String> before, Map<String, String> added) {
        Map<String, String> after = new TreeMap<>(before);
        after.putAll(added);
        return after;
    }

    private static Map<String, String> without(Map<String, String> before, List<String> keys) {
        Map<String, String> after = new TreeMap<>(before);
        after.keySet().removeAll(keys);
        return after;
    }

    private static <T> List<T> list(Map<String, String> tags, BiFunction<String, String, T> made) {
        return tags.entrySet().stream()
                .map(tag -> made.apply(tag.getKey(), tag.getValue()))
                .toList();
    }
}
