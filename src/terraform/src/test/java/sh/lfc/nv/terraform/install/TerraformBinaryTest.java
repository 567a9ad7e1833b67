package sh.lfc.nv.terraform.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.failure.ActionableException;

class TerraformBinaryTest {
    private final OsArch linux = new OsArch("linux", "amd64");
    private final AtomicInteger downloads = new AtomicInteger();

    @TempDir
    private Path folder;

    private HttpServer site;
    private byte[] archive;

    @BeforeEach
    void publish() throws IOException {
        archive = zip("terraform", "#!/bin/sh\necho downloaded\n");
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/terraform/1.2.3/terraform_1.2.3_linux_amd64.zip", exchange -> {
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(200, archive.length);
            try (var body = exchange.getResponseBody()) {
                body.write(archive);
            }
        });
        site.start();
    }

    @AfterEach
    void close() {
        site.stop(0);
    }

    @Test
    void terraformOnThePathComesBeforeTofu() throws Exception {
        var tofu = program("a", "tofu");
        var terraform = program("b", "terraform");

        assertThat(finder(folder + "/a:" + folder + "/b").find()).isEqualTo(terraform);
        assertThat(finder(folder + "/a").find()).isEqualTo(tofu);
    }

    @Test
    void anExplicitNameWins() throws Exception {
        var tofu = program("a", "tofu");

        assertThat(finder("").named(tofu.toString())).isEqualTo(tofu);
        assertThat(finder(folder + "/a").named("tofu")).isEqualTo(tofu);
        assertThatThrownBy(() -> finder("").named("terrafrom"))
                .isInstanceOf(ActionableException.class)
                .hasMessage("there is no executable \"terrafrom\": name an installed terraform or tofu");
    }

    @Test
    void withoutOneThePinnedReleaseIsDownloadedOnce() throws Exception {
        var first = finder("").find();
        var second = finder("").find();

        assertThat(first).isEqualTo(second).isExecutable().content().contains("downloaded");
        assertThat(downloads).hasValue(1);
    }

    @Test
    void aReleaseThatIsNotWhatWasPublishedIsRefused() throws Exception {
        var finder = new TerraformBinary("", release("0".repeat(64)), linux, folder.resolve("cache"));

        assertThatThrownBy(finder::find)
                .hasMessageContaining("published was 000")
                .hasMessageContaining("--terraform");
        assertThat(folder.resolve("cache/terraform/1.2.3")).isEmptyDirectory();
    }

    @Test
    void whereNothingCanBeDownloadedTheErrorSaysWhatToInstall() throws Exception {
        site.stop(0);

        assertThatThrownBy(() -> finder("").find())
                .isInstanceOf(ActionableException.class)
                .hasMessageStartingWith("Terraform is not installed and release 1.2.3 could not be downloaded (")
                .hasMessageEndingWith(
                        "install Terraform 1.2.3 or newer, or OpenTofu, and put it on PATH or name it with --terraform");
    }

    @Test
    void platformsAreNamedAsTerraformNamesThem() {
        assertThat(OsArch.of("Linux", "aarch64")).hasToString("linux_arm64");
        assertThat(OsArch.of("Mac OS X", "x86_64")).hasToString("darwin_amd64");
    }

    private TerraformBinary finder(String path) throws Exception {
        var checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        return new TerraformBinary(path, release(checksum), linux, folder.resolve("cache"));
    }

    private TerraformRelease release(String checksum) {
        return new TerraformRelease(
                "1.2.3",
                URI.create("http://127.0.0.1:" + site.getAddress().getPort() + "/"),
                Map.of("linux_amd64", checksum));
    }

    private Path program(String in, String name) throws IOException {
        var file = Files.writeString(Files.createDirectories(folder.resolve(in)).resolve(name), "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static byte[] zip(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("LICENSE.txt"));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
