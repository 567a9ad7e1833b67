package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Alarms whose action is a function. */
class AlarmToFunctionTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:remedy";
    private static final String ALARM = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:";

    private static LambdaAccount aws;
    private static CloudWatchClient cloudWatch;

    @BeforeAll
    static void start() throws IOException {
        aws = new LambdaAccount();
        cloudWatch = aws.client(CloudWatchClient.builder());
        aws.create("remedy", function -> {});
        aws.lambda.addPermission(permission -> permission
                .functionName("remedy")
                .statementId("alarms")
                .action("lambda:InvokeFunction")
                .principal("lambda.alarms.cloudwatch.amazonaws.com")
                .sourceAccount("000000000000")
                .sourceArn(ALARM + "allowed*"));
    }

    @AfterAll
    static void end() {
        cloudWatch.close();
        aws.close();
    }

    @Test
    void aFunctionIsGivenTheAlarmWithItsOldAndNewState() {
        alarm("allowed-metric");

        give("allowed-metric");

        String event = awaitEvent("allowed-metric");
        assertThat(event)
                .contains("source=aws.cloudwatch", "alarmArn=" + ALARM + "allowed-metric", "accountId=000000000000")
                .contains("state={value=ALARM, reason=a test, timestamp=")
                .contains(
                        "previousState={value=INSUFFICIENT_DATA, reason=Unchecked: Initial alarm creation, timestamp=")
                .contains("metricStat={metric={namespace=Test, name=Errors, dimensions={Host=a}}, period=60, stat=Sum}")
                .contains("returnData=true");
    }

    @Test
    void aCompositeAlarmSaysItsRule() {
        alarm("child");
        cloudWatch.putCompositeAlarm(put ->
                put.alarmName("allowed-composite").alarmRule("ALARM(child)").alarmActions(FUNCTION));

        give("child");

        assertThat(awaitEvent("allowed-composite"))
                .contains("configuration={alarmRule=ALARM(child)}")
                .contains("reason=" + ALARM + "child transitioned to ALARM at ")
                .contains("reasonData={\"triggeringAlarms\":[{\"arn\":\"" + ALARM + "child\"");
    }

    @Test
    void aFunctionThatDoesNotLetTheAlarmInIsNotInvoked() {
        alarm("stranger");

        give("stranger");

        assertThat(cloudWatch
                        .describeAlarmHistory(history -> history.alarmName("stranger")
                                .alarmTypes(AlarmType.METRIC_ALARM)
                                .historyItemType(HistoryItemType.ACTION))
                        .alarmHistoryItems())
                .extracting(AlarmHistoryItem::historySummary)
                .singleElement()
                .asString()
                .startsWith("Failed to execute action " + FUNCTION + ". Received error: \"")
                .contains("is not authorized to perform: lambda:InvokeFunction on resource: " + FUNCTION
                        + " because no resource-based policy allows the lambda:InvokeFunction action");
    }

    @Test
    void whatIsNoFunctionIsRefused() {
        assertThatThrownBy(() -> cloudWatch.putCompositeAlarm(put -> put.alarmName("odd")
                        .alarmRule("TRUE")
                        .alarmActions("arn:aws:lambda:us-east-1:000000000000:layer:remedy")))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("Invalid arn syntax: arn:aws:lambda:us-east-1:000000000000:layer:remedy");
    }

    private static void alarm(String name) {
        cloudWatch.putMetricAlarm(put -> put.alarmName(name)
                .namespace("Test")
                .metricName("Errors")
                .dimensions(dimension -> dimension.name("Host").value("a"))
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .alarmActions(FUNCTION));
    }

    private static void give(String alarm) {
        cloudWatch.setAlarmState(set -> set.alarmName(alarm).stateValue("ALARM").stateReason("a test"));
    }

    private static String awaitEvent(String alarm) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(
                        () -> aws.log("remedy").stream()
                                .filter(line -> line.contains("alarmName=" + alarm + ","))
                                .toList(),
                        (List<String> lines) -> !lines.isEmpty())
                .get(0);
    }
}
