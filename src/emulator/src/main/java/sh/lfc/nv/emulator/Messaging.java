package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.services.cloudwatch.CloudWatch;
import sh.lfc.nv.emulator.services.sns.FunctionDelivery;
import sh.lfc.nv.emulator.services.sns.Sns;
import sh.lfc.nv.emulator.services.sqs.Sqs;

/** Queues, topics and metrics, which need one another: alarms publish to topics, topics send to queues, all are measured. */
record Messaging(CloudWatch cloudWatch, Sqs sqs, Sns sns) {

    /**
     * @param permissions what each may do to the others
     * @param functions reaches functions that subscribe to topics
     * @param endpoint the emulator's address, which is known once it listens
     */
    static Messaging of(
            Platform platform, Permissions permissions, FunctionDelivery functions, Supplier<String> endpoint) {
        TopicsOfAlarms alarmActions = new TopicsOfAlarms(permissions, endpoint);
        CloudWatch cloudWatch = new CloudWatch(platform, alarmActions);
        Sqs sqs = new Sqs(
                platform,
                (scope, queue, metric, value, unit) ->
                        cloudWatch.record(scope, "AWS/SQS", metric, Map.of("QueueName", queue), value, unit));
        Sns sns = new Sns(
                platform,
                new TopicsToQueues(sqs, permissions),
                functions,
                (scope, topic, metric, value, unit) ->
                        cloudWatch.record(scope, "AWS/SNS", metric, Map.of("TopicName", topic), value, unit));
        alarmActions.publishTo(sns);
        return new Messaging(cloudWatch, sqs, sns);
    }

    /** What policies ask of queues, topics and alarms, by what stands for the service in an ARN. */
    Map<String, Resources> resources() {
        return Map.of(
                "cloudwatch", TaggedResources.of(cloudWatch::tags),
                "sqs", TaggedResources.of(sqs::tags).withPolicies(sqs::policy),
                "sns", TaggedResources.of(sns::tags).withPolicies(sns::policy));
    }

    List<AwsService> services() {
        return Stream.of(cloudWatch.services(), sqs.services(), sns.services())
                .flatMap(List::stream)
                .toList();
    }
}
