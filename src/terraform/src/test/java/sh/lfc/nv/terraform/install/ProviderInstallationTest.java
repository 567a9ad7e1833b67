package sh.lfc.nv.terraform.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderInstallationTest {
    private static final String FULL = "registry.terraform.io/hashicorp/aws";

    private final ProviderAddress aws = new ProviderAddress("hashicorp", "aws");
    private final OsArch linux = new OsArch("linux", "amd64");

    @TempDir
    private Path folder;

    @Test
    void aMirrorAmongAddOnSoftwareIsFound() throws IOException {
        Files.createDirectories(folder.resolve("opt/other"));
        var root = folder.resolve("opt/tools/plugins");
        Files.createDirectories(root.resolve(FULL).resolve("5.100.0/linux_amd64"));

        assertThat(ProviderMirror.find(aws, linux, ProviderMirror.usualRoots(folder)))
                .contains(new ProviderMirror(root, FULL));
    }

    @Test
    void aMirrorForOtherPlatformsIsNone() throws IOException {
        Files.createDirectories(folder.resolve(FULL).resolve("5.100.0/darwin_arm64"));

        assertThat(ProviderMirror.find(aws, linux, Stream.of(folder))).isEmpty();
    }

    @Test
    void terraformsImpliedLocationsAreSearched() {
        assertThat(ProviderMirror.implied(Map.of("HOME", "/home/me")))
                .contains(
                        Path.of("/home/me/.terraform.d/plugins"),
                        Path.of("/home/me/.local/share/terraform/plugins"),
                        Path.of("/usr/local/share/terraform/plugins"));
    }

    @Test
    void whatTheMirrorHoldsIsNeverAskedOfTheRegistry() throws IOException {
        var written = prepare(Optional.of(new ProviderMirror(Path.of("/opt/mirror"), FULL)), Map.of());

        assertThat(Files.readString(Path.of(written.environment().get("TF_CLI_CONFIG_FILE"))))
                .contains("path    = \"/opt/mirror\"", "include = [\"" + FULL + "\"]", "exclude = [\"" + FULL + "\"]");
        assertThat(written.environment())
                .containsEntry("TF_PLUGIN_CACHE_DIR", folder.resolve("cache").toString());
    }

    @Test
    void theUsersOwnProviderInstallationIsRespected() throws IOException {
        var own = Files.writeString(folder.resolve("own.tfrc"), "provider_installation {\n  direct {}\n}\n");

        assertThat(prepare(Optional.empty(), Map.of("TF_CLI_CONFIG_FILE", own.toString()))
                        .environment())
                .containsEntry("TF_CLI_CONFIG_FILE", own.toString());
    }

    @Test
    void aConfigurationThatDoesNotExistIsReplaced() {
        assertThat(prepare(Optional.empty(), Map.of("TF_CLI_CONFIG_FILE", "/does/not/exist"))
                        .environment())
                .containsEntry(
                        "TF_CLI_CONFIG_FILE",
                        folder.resolve("run/terraform.tfrc").toString());
    }

    private CliConfiguration prepare(Optional<ProviderMirror> mirror, Map<String, String> env) {
        return CliConfiguration.prepare(folder.resolve("run/terraform.tfrc"), folder.resolve("cache"), mirror, env);
    }
}
