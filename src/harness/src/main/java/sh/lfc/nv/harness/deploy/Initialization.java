package sh.lfc.nv.harness.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import sh.lfc.nv.terraform.BackendConfig;
import sh.lfc.nv.terraform.Terraform;

/**
 * Initialises a configuration once: what {@code terraform init} depends on is remembered beside its result, and as long
 * as it stays the same there is nothing to do.
 */
final class Initialization {
    private static final Pattern LOCAL = Pattern.compile("^\\s*backend\\s+\"local\"", Pattern.MULTILINE);

    private final Path directory;
    private final Path data;
    private final Map<String, String> bucketSettings;
    private final Optional<Path> localState;

    /**
     * @param directory the configuration
     * @param data Terraform's data directory for it
     * @param bucketSettings what the S3 backend is told if the configuration keeps its state in a bucket
     * @param localState where the state is kept if the configuration keeps it in a file; empty to leave it beside the
     *     configuration
     */
    Initialization(Path directory, Path data, Map<String, String> bucketSettings, Optional<Path> localState) {
        this.directory = directory;
        this.data = data;
        this.bucketSettings = Map.copyOf(bucketSettings);
        this.localState = localState;
    }

    void ensure(Terraform terraform) throws InterruptedException {
        var backend = backend();
        var wanted = fingerprint(backend);
        try {
            var mark = data.resolve("harness-init");
            if (isDone(mark, wanted)) {
                return;
            }
            Files.deleteIfExists(mark);
            terraform.init(backend);
            Files.createDirectories(data);
            Files.writeString(mark, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isDone(Path mark, String wanted) throws IOException {
        return Files.isRegularFile(mark)
                && Files.readString(mark).equals(wanted)
                && Files.isDirectory(data.resolve("providers"))
                && Files.isRegularFile(directory.resolve(".terraform.lock.hcl"));
    }

    private BackendConfig backend() {
        var keepsFile = LOCAL.matcher(text("backend.tf")).find();
        if (keepsFile) {
            return localState
                    .map(path -> BackendConfig.with(Map.of("path", path.toString())))
                    .orElse(BackendConfig.AS_WRITTEN);
        }
        return BackendConfig.with(bucketSettings);
    }

    private String fingerprint(BackendConfig backend) {
        var all = text("versions.tf") + text("backend.tf") + new TreeMap<>(backend.settings());
        return java.util
                .UUID
                .nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private String text(String file) {
        try {
            var path = directory.resolve(file);
            return Files.isRegularFile(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
