package sh.lfc.nv.terraform.install;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipInputStream;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * One release of Terraform, pinned by the checksums of its archives.
 *
 * @param site where releases are published
 * @param checksums SHA-256 of the archive for each {@link OsArch}
 */
public record TerraformRelease(String version, URI site, Map<String, String> checksums) {
    /** The release that the stacks are tested with. */
    public static final TerraformRelease PINNED = new TerraformRelease(
            "1.11.4",
            URI.create("https://releases.hashicorp.com/"),
            Map.of(
                    "linux_amd64", "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc",
                    "linux_arm64", "a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633",
                    "darwin_amd64", "a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b",
                    "darwin_arm64", "867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18"));

    /**
     * The binary, downloaded into {@code cache} unless it lies there. Safe when several processes do it at once.
     *
     * @throws IOException when it cannot be fetched, is not there for this platform, or is not what was published
     */
    public Path install(OsArch platform, Path cache) throws IOException, InterruptedException {
        var folder = Files.createDirectories(cache.resolve("terraform").resolve(version));
        var binary = folder.resolve("terraform");
        if (Files.isExecutable(binary)) {
            return binary;
        }
        var checksum = checksums.get(platform.toString());
        if (checksum == null) {
            throw new IOException("there is no release of Terraform " + version + " for " + platform);
        }
        var archive = Files.createTempFile(folder, "download", ".zip");
        try {
            download(archiveFor(platform), archive, checksum);
            unpack(archive, binary);
            return binary;
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private URI archiveFor(OsArch platform) {
        return site.resolve("terraform/%s/terraform_%s_%s.zip".formatted(version, version, platform));
    }

    private static void download(URI from, Path to, String checksum) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var request =
                HttpRequest.newBuilder(from).timeout(Duration.ofMinutes(5)).build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException(from + " answered " + response.statusCode());
            }
            var digest = copy(body, to);
            if (!digest.equals(checksum)) {
                throw new IOException("%s has the checksum %s, published was %s".formatted(from, digest, checksum));
            }
        }
    }

    private static String copy(InputStream body, Path to) throws IOException {
        try (var hashed = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"))) {
            Files.copy(hashed, to, StandardCopyOption.REPLACE_EXISTING);
            return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new ActionableException("this Java has no SHA-256", e);
        }
    }

    private static void unpack(Path archive, Path binary) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("terraform")) {
                    // Under its own name only when it is complete: another process may be looking for it.
                    var partial = Files.createTempFile(binary.getParent(), "terraform", ".partial");
                    Files.copy(zip, partial, StandardCopyOption.REPLACE_EXISTING);
                    if (!partial.toFile().setExecutable(true, false)) {
                        throw new IOException("cannot make " + partial + " executable");
                    }
                    Files.move(partial, binary, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    return;
                }
            }
        }
        throw new IOException("the archive holds no terraform");
    }
}
