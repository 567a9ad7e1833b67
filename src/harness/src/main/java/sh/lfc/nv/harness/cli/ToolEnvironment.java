package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.OwnerOnly;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import sh.lfc.nv.terraform.BackendConfig;
import sh.lfc.nv.terraform.install.TerraformInstallation;

/** What makes the stock tools (aws, terraform, curl) in a user's shell work against an embedded AWS. */
final class ToolEnvironment {
    /** What would send the tools elsewhere. */
    static final List<String> UNSET =
            List.of("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CA_BUNDLE", "AWS_ENDPOINT_URL_STS");

    /** Where systems keep the authorities that everybody trusts. */
    private static final List<Path> SYSTEM_BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/cert.pem"));

    private static final String AWS_CONFIG = "aws-config";

    /**
     * The AWS CLI as a function of the shell: before 1.29 and 2.13 it does not know AWS_ENDPOINT_URL, and would go to
     * AWS. It ends with the variable.
     */
    static final String AWS_FUNCTION =
            "aws() { command aws ${AWS_ENDPOINT_URL:+\"--endpoint-url=$AWS_ENDPOINT_URL\"} \"$@\"; }";

    private final Path folder;
    private final EmbeddedTarget target;
    private final TerraformInstallation terraform;

    ToolEnvironment(Checkout checkout, EmbeddedTarget target, TerraformInstallation terraform) {
        this.folder = checkout.kept("tools");
        this.target = target;
        this.terraform = terraform;
    }

    /** The variables to set. */
    Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        variables.putAll(target.environment());
        variables.putAll(terraform.environment());
        variables.put("CURL_HOME", folder.toString());
        variables.put("AWS_CONFIG_FILE", folder.resolve(AWS_CONFIG).toString());
        variables.put(
                "TF_CLI_ARGS_init",
                String.join(" ", BackendConfig.with(target.stateBackend()).arguments()));
        return variables;
    }

    /**
     * Writes the configurations of curl and of the AWS CLI, whose version 2 otherwise takes a function's payload for
     * base64.
     *
     * @param domain the service's domain, once it is known
     */
    void write(Optional<String> domain) {
        try {
            var bundle = OwnerOnly.write(folder.resolve("ca-bundle.pem"), bundle());
            var connect = domain.map(host -> "connect-to = \"%s:443:%s:%d\"%n"
                            .formatted(
                                    host,
                                    target.endpoint().getHost(),
                                    target.endpoint().getPort()))
                    .orElse("");
            OwnerOnly.write(
                    folder.resolve(AWS_CONFIG), "[default]%ncli_binary_format = raw-in-base64-out%n".formatted());
            OwnerOnly.write(folder.resolve(".curlrc"), connect + "cacert = \"%s\"%n".formatted(bundle));
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Our authority beside those that the system trusts, so that curl goes on working for all other hosts. */
    private String bundle() throws IOException {
        var system = SYSTEM_BUNDLES.stream().filter(Files::isReadable).findFirst();
        var text = new StringBuilder();
        for (var file : Stream.concat(system.stream(), Stream.of(target.caCertificate()))
                .toList()) {
            text.append(Files.readString(file)).append('\n');
        }
        return text.toString();
    }
}
