package sh.lfc.nv.harness.sweep;

import java.util.stream.Stream;
import sh.lfc.nv.canary.aws.AwsAccess;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.synthetics.SyntheticsClient;
import software.amazon.awssdk.services.synthetics.model.Canary;
import software.amazon.awssdk.services.synthetics.model.CanaryState;

/** What runs and is told: canaries, alarms, APIs, functions, topics, queues. */
final class Compute implements Finder {
    /** With what Synthetics names the function that it makes of a canary; its layer goes with the canary. */
    private static final String OF_CANARY = "cwsyn-";

    private final SyntheticsClient synthetics;
    private final CloudWatchClient cloudWatch;
    private final ApiGatewayV2Client gateway;
    private final LambdaClient lambda;
    private final SnsClient sns;
    private final SqsClient sqs;

    Compute(AwsAccess aws) {
        synthetics = aws.client(SyntheticsClient.builder());
        cloudWatch = aws.client(CloudWatchClient.builder());
        gateway = aws.client(ApiGatewayV2Client.builder());
        lambda = aws.client(LambdaClient.builder());
        sns = aws.client(SnsClient.builder());
        sqs = aws.client(SqsClient.builder());
    }

    @Override
    public Stream<Leftover> find(Named named) {
        return Stream.of(canaries(named), alarms(named), apis(named), functions(named), messages(named))
                .flatMap(found -> found);
    }

    private Stream<Leftover> canaries(Named named) {
        return synthetics.describeCanariesPaginator(describe -> {}).stream()
                .flatMap(page -> page.canaries().stream())
                .filter(canary -> named.is(canary.name()))
                .map(canary -> Leftover.of(
                        "canary",
                        canary.name(),
                        canary.status().state() == CanaryState.DELETING,
                        () -> removeCanary(canary)));
    }

    /** One that runs has to be stopped, which takes a while. */
    private void removeCanary(Canary canary) {
        switch (canary.status().state()) {
            case RUNNING, STARTING -> synthetics.stopCanary(stop -> stop.name(canary.name()));
            case STOPPING -> {
                // It cannot be deleted before it has stopped.
            }
            default ->
                synthetics.deleteCanary(delete -> delete.name(canary.name()).deleteLambda(true));
        }
    }

    private Stream<Leftover> alarms(Named named) {
        var all = cloudWatch.describeAlarmsPaginator(describe -> {}).stream().toList();
        // A composite alarm keeps those that it is made of.
        var names = Stream.concat(
                all.stream().flatMap(page -> page.compositeAlarms().stream()).map(alarm -> alarm.alarmName()),
                all.stream().flatMap(page -> page.metricAlarms().stream()).map(alarm -> alarm.alarmName()));
        var alarms = names.filter(named::is)
                .map(name ->
                        Leftover.of("alarm", name, () -> cloudWatch.deleteAlarms(delete -> delete.alarmNames(name))));
        var dashboards = cloudWatch.listDashboardsPaginator(list -> {}).stream()
                .flatMap(page -> page.dashboardEntries().stream())
                .map(dashboard -> dashboard.dashboardName())
                .filter(named::is)
                .map(name -> Leftover.of(
                        "dashboard", name, () -> cloudWatch.deleteDashboards(delete -> delete.dashboardNames(name))));
        return Stream.concat(alarms, dashboards);
    }

    private Stream<Leftover> apis(Named named) {
        var domains = gateway.getDomainNames(get -> {}).items().stream()
                .map(domain -> domain.domainName())
                .filter(named::isHost)
                .map(name ->
                        Leftover.of("domain", name, () -> gateway.deleteDomainName(delete -> delete.domainName(name))));
        var apis = gateway.getApis(get -> {}).items().stream()
                .filter(api -> named.is(api.name()))
                .map(api ->
                        Leftover.of("API", api.name(), () -> gateway.deleteApi(delete -> delete.apiId(api.apiId()))));
        return Stream.concat(domains, apis);
    }

    private Stream<Leftover> functions(Named named) {
        return lambda.listFunctionsPaginator().functions().stream()
                .map(function -> function.functionName())
                .filter(name -> named.is(name) || name.startsWith(OF_CANARY + named.prefix()))
                .map(name -> Leftover.of(
                        "function", name, () -> lambda.deleteFunction(delete -> delete.functionName(name))));
    }

    private Stream<Leftover> messages(Named named) {
        var topics = sns.listTopicsPaginator().topics().stream()
                .map(topic -> topic.topicArn())
                .filter(arn -> named.is(last(arn, ':')))
                .map(arn ->
                        Leftover.of("topic", last(arn, ':'), () -> sns.deleteTopic(delete -> delete.topicArn(arn))));
        var queues = sqs.listQueuesPaginator(list -> list.queueNamePrefix(named.prefix())).queueUrls().stream()
                .map(url ->
                        Leftover.of("queue", last(url, '/'), () -> sqs.deleteQueue(delete -> delete.queueUrl(url))));
        return Stream.concat(topics, queues);
    }

    private static String last(String text, char separator) {
        return text.substring(text.lastIndexOf(separator) + 1);
    }

    @Override
    public void close() {
        synthetics.close();
        cloudWatch.close();
        gateway.close();
        lambda.close();
        sns.close();
        sqs.close();
    }
}
