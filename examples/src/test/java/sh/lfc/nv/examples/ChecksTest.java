package sh.lfc.nv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.check.ConfigurationCheck;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.wait.HttpWait;
import sh.lfc.nv.terraform.wait.Wait;

/** What needs no apply. */
class ChecksTest {
    @Test
    void everyConfigurationIsValidAndFormatted() throws Exception {
        var installation = TerraformInstallation.find();
        try (var processes = new Processes()) {
            ConfigurationCheck.below(Path.of("terraform"), folder -> Terraform.in(folder, processes)
                            .installation(installation))
                    // Those that PoliciesTest and ApplyTest plan are found valid there.
                    .without("files")
                    .without("service")
                    .run()
                    .requireClean();
        }
    }

    @Test
    void theStacksOfThisProjectAreFormatted() throws Exception {
        try (var processes = new Processes()) {
            var stacks = Terraform.in(Path.of("../terraform"), processes)
                    .installation(TerraformInstallation.find())
                    .log(Path.of("target/fmt.log").toAbsolutePath())
                    .build();

            assertThat(stacks.unformatted()).isEmpty();
        }
    }

    @Test
    void aServiceIsReadyWhenItSaysSo() throws Exception {
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/healthz", exchange -> {
            var body = "ready".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        try {
            var url = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/healthz");

            var answer = HttpWait.get(url)
                    .until(
                            200,
                            "ready"::equals,
                            Wait.atMost(Duration.ofSeconds(30)).every(Duration.ofMillis(200)));

            assertThat(answer.body()).isEqualTo("ready");
        } finally {
            service.stop(0);
        }
    }
}
