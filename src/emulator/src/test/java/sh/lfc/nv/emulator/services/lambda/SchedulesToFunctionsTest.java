package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/** Schedules of EventBridge Scheduler invoke functions, as far as their roles let them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulesToFunctionsTest {

    private LambdaAccount account;
    private SchedulerClient scheduler;

    @BeforeAll
    void start() throws IOException {
        account = new LambdaAccount();
        scheduler = account.client(SchedulerClient.builder());
    }

    @AfterAll
    void end() {
        scheduler.close();
        account.close();
    }

    @Test
    void aFunctionIsInvokedEachHourByTheScheduleWhoseRoleMayDoIt() {
        String function = account.create("hourly", any -> {}).functionArn();
        String shutOut = account.create("shut-out", any -> {}).functionArn();
        String role = role(function);
        account.emulator.clock().freeze();
        for (String target : new String[] {function, shutOut}) {
            scheduler.createSchedule(create -> create.name(target.substring(target.lastIndexOf(':') + 1))
                    .scheduleExpression("rate(1 hour)")
                    .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                    .target(to -> to.arn(target)
                            .roleArn(role)
                            .input("{\"at\":\"<aws.scheduler.scheduled-time>\"}")
                            .retryPolicy(retry -> retry.maximumRetryAttempts(0))));
        }

        account.emulator.clock().advance(Duration.ofMinutes(181));

        assertThat(invocations("hourly")).isEqualTo(4);
        // What never ran has no log.
        assertThat(account.logs
                        .describeLogGroups(describe -> describe.logGroupNamePrefix("/aws/lambda/shut-out"))
                        .logGroups())
                .isEmpty();
    }

    private String role(String function) {
        try (IamClient iam = account.client(IamClient.builder())) {
            iam.putRolePolicy(put -> put.roleName(iam.createRole(
                                    role -> role.roleName("schedules")
                                            .assumeRolePolicyDocument(
                                                    """
                                            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                                              "Principal": {"Service": "scheduler.amazonaws.com"},
                                              "Action": "sts:AssumeRole"}]}"""))
                            .role()
                            .roleName())
                    .policyName("invoke")
                    .policyDocument(
                            """
                            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                              "Action": "lambda:InvokeFunction", "Resource": "%s"}]}"""
                                    .formatted(function)));
            return iam.getRole(get -> get.roleName("schedules")).role().arn();
        }
    }

    private long invocations(String function) {
        return account.log(function).stream()
                .filter(line -> line.startsWith("REPORT "))
                .count();
    }
}
