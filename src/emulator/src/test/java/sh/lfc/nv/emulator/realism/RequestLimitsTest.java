package sh.lfc.nv.emulator.realism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sh.lfc.nv.emulator.realism.Slow.refused;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.Route53Client;

/** How often one may ask. */
class RequestLimitsTest {

    private Slow slow;

    @BeforeEach
    void start() throws IOException {
        slow = new Slow();
    }

    @AfterEach
    void end() {
        slow.close();
    }

    private static void times(int count, Runnable call) {
        for (int i = 0; i < count; i++) {
            call.run();
        }
    }

    @Test
    void allOperationsOfRoute53ShareFiveRequestsASecond() {
        Route53Client route53 = slow.client(Route53Client.builder());
        times(4, route53::listHostedZones);
        route53.getHostedZoneCount();

        assertThatThrownBy(route53::listHostedZones).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling");
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
        });
        slow.aws.clock().advance(Duration.ofMillis(200));
        route53.listHostedZones();
        refused("Throttling", route53::listHostedZones);
    }

    @Test
    void eachOperationOfEc2HasABucketOfItsOwn() {
        Ec2Client ec2 = slow.client(Ec2Client.builder());
        times(100, ec2::describeVpcs);

        refused("RequestLimitExceeded", ec2::describeVpcs);
        ec2.describeSubnets();
        slow.aws.clock().advance(Duration.ofSeconds(1));
        times(20, ec2::describeVpcs);
        refused("RequestLimitExceeded", ec2::describeVpcs);
    }

    @Test
    void theControlPlaneOfLambdaIsLimitedAndSaysWhy() {
        LambdaClient lambda = slow.client(LambdaClient.builder());
        times(15, lambda::listFunctions);

        assertThatThrownBy(lambda::listFunctions).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(429);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("TooManyRequestsException");
        });
    }

    @Test
    void clientsThatTryAgainGetThroughAsTimePasses() {
        slow.aws.clock().reset();
        Route53Client patient = Clients.of(Route53Client.builder(), slow.aws);

        times(12, patient::listHostedZones);
    }

    @Test
    void nobodyIsLimitedUnlessThatIsAskedFor() throws IOException {
        try (Emulator aws = Emulator.builder().port(0).start()) {
            Route53Client route53 = Clients.of(Route53Client.builder(), aws);

            times(50, route53::listHostedZones);
        }
    }
}
