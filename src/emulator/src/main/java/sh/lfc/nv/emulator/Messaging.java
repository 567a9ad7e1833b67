package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.cloudwatch.CloudWatch;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.services.sns.Sns;
import sh.lfc.nv.emulator.services.sqs.Sqs;

/** Queues, topics and metrics, which need one another: alarms publish to topics, topics send to queues, all are measured. */
record Messaging(CloudWatch cloudWatch, Sqs sqs, Sns sns) {

    /**
     * @param permissions what each may do to the others
     * @param lambda has the functions that subscribe to topics and that alarms invoke; known once all services are
     * @param endpoint the emulator's address, which is known once it listens
     */
    static Messaging of(
            Platform platform, Permissions permissions, Supplier<Lambda> lambda, Supplier<String> endpoint) {
        ActionsOfAlarms alarmActions = new ActionsOfAlarms(permissions, lambda, endpoint);
        CloudWatch cloudWatch = new CloudWatch(platform, alarmActions);
        Sqs sqs = new Sqs(
                platform,
                (scope, queue, metric, value, unit) ->
                        cloudWatch.record(scope, "AWS/SQS", metric, Map.of("QueueName", queue), value, unit));
        Sns sns = new Sns(
                platform,
                new TopicsToQueues(sqs, permissions),
                (function, event, topic) -> new FunctionCalls(lambda.get(), permissions, "sns.amazonaws.com")
                        .queue(function, event, topic, null),
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

    /** The tags of all alarms, queues and topics of an account and region, by ARN. */
    Map<String, Map<String, String>> tagged(Scope scope) {
        Map<String, Map<String, String>> found = new TreeMap<>(cloudWatch.tagged(scope));
        found.putAll(sqs.tagged(scope));
        found.putAll(sns.tagged(scope));
        return found;
    }

    List<AwsService> services() {
        return Stream.of(cloudWatch.services(), sqs.services(), sns.services())
                .flatMap(List::stream)
                .toList();
    }
}
