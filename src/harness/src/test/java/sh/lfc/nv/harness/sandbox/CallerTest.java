package sh.lfc.nv.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.RefusedException.Reason;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Whose credentials these are, and what is said when they are nobody's. */
class CallerTest {
    private static final AwsAccess.Keys KEYS = AwsAccess.Keys.of("test", "test");

    @TempDir
    private Path kept;

    @Test
    void anAccountKnowsItsCaller() {
        try (var target = EmbeddedTarget.start(0, kept)) {
            assertThat(Caller.ask(target.aws()).account()).isEqualTo(EmbeddedTarget.ACCOUNT);
        }
    }

    @Test
    void keysOfNobodyAndOfYesterdayAreNoGood() {
        try (var target = EmbeddedTarget.start(0, kept)) {
            refused(target.aws().as(AwsAccess.Keys.of("AKIAIOSFODNN7EXAMPLE", "wrong")), Reason.BAD_CREDENTIALS)
                    .hasMessageContaining("InvalidClientTokenId");

            var session = session(target);
            assertThat(Caller.ask(session).arn()).contains(":assumed-role/visitor/");
            target.clock().advance(Duration.ofHours(2));
            refused(session, Reason.BAD_CREDENTIALS).hasMessageContaining("ExpiredToken");
        }
    }

    private static AwsAccess session(EmbeddedTarget target) {
        try (var iam = target.aws().client(IamClient.builder());
                var sts = target.aws().client(StsClient.builder())) {
            var role = iam.createRole(create -> create.roleName("visitor")
                            .assumeRolePolicyDocument(
                                    """
                                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                                     "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole"}]}"""
                                            .formatted(EmbeddedTarget.ACCOUNT)))
                    .role()
                    .arn();
            var keys = sts.assumeRole(assume -> assume.roleArn(role).roleSessionName("test"))
                    .credentials();
            return target.aws()
                    .as(new AwsAccess.Keys(
                            keys.accessKeyId(), keys.secretAccessKey(), Optional.of(keys.sessionToken())));
        }
    }

    @Test
    void whereNobodyListensThatIsSaid() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();
            taken.close();

            refused(at(port), Reason.ENDPOINT).hasMessage("nothing listens at http://127.0.0.1:" + port);
        }
    }

    @Test
    void whatIsSomethingElseIsNotTakenForAws() throws Exception {
        var pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", exchange -> {
            var page = "<html><body>Welcome!</body></html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        pages.start();
        try {
            refused(at(pages.getAddress().getPort()), Reason.ENDPOINT)
                    .hasMessageStartingWith("what answers at http://127.0.0.1:")
                    .hasMessageEndingWith(" is not AWS's STS");
        } finally {
            pages.stop(0);
        }
    }

    private static AwsAccess at(int port) {
        return new AwsAccess(Optional.of(URI.create("http://127.0.0.1:" + port)), "us-east-1", Optional.of(KEYS));
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            AwsAccess aws, Reason reason) {
        return assertThatThrownBy(() -> Caller.ask(aws))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
