package sh.lfc.nv.terraform.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.failure.ActionableException;

/** Finds the Terraform (or OpenTofu) to run. */
public final class TerraformBinary {
    private final String searchPath;
    private final TerraformRelease release;
    private final OsArch platform;
    private final Path cache;

    /**
     * @param searchPath folders as in the environment variable {@code PATH}
     * @param release what is downloaded when there is none
     * @param cache where a download is kept
     */
    public TerraformBinary(String searchPath, TerraformRelease release, OsArch platform, Path cache) {
        this.searchPath = searchPath == null ? "" : searchPath;
        this.release = release;
        this.platform = platform;
        this.cache = cache;
    }

    /** The one that the user names, by path or by name. */
    public Path named(String name) {
        var found = name.contains(File.separator) ? executable(Path.of(name)) : onPath(name);
        return found.orElseThrow(() -> new ActionableException(
                "there is no executable \"%s\": name an installed terraform or tofu".formatted(name)));
    }

    /** {@code terraform} on the path, else {@code tofu}, else the pinned release. */
    public Path find() throws InterruptedException {
        var installed = Stream.of("terraform", "tofu")
                .map(this::onPath)
                .flatMap(Optional::stream)
                .findFirst();
        if (installed.isPresent()) {
            return installed.get();
        }
        try {
            return release.install(platform, cache);
        } catch (IOException e) {
            var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ActionableException(
                    ("Terraform is not installed and release %s could not be downloaded (%s): install Terraform %s or"
                                    + " newer, or OpenTofu, and put it on PATH or name it with --terraform")
                            .formatted(release.version(), reason, release.version()),
                    e);
        }
    }

    private Optional<Path> onPath(String name) {
        return Arrays.stream(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> executable(Path.of(folder, name)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Path> executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file)
                ? Optional.of(file.toAbsolutePath())
                : Optional.empty();
    }
}
