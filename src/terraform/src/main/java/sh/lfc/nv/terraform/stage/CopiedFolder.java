package sh.lfc.nv.terraform.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * A copy of a folder tree in the temporary folder, so that tests can work on the same configurations at the same time. Since
 * the whole tree is copied, modules named by relative paths are found.
 *
 * <p>Left out is what an earlier run left ({@code .terraform}, states and their backups, {@code .test-data}), {@code .git},
 * and {@code terraform.tfvars}, which has values of whoever works in the folder. Provider locks are copied. Links are
 * followed.
 *
 * @param root the copy of the tree
 * @param folder the copy of the configuration
 */
public record CopiedFolder(Path root, Path folder) implements AutoCloseable {
    private static final Set<String> FOLDERS = Set.of(".terraform", ".terragrunt-cache", ".git", TestData.FOLDER);

    /** Copies a folder that stands for itself. */
    public static CopiedFolder of(Path folder) {
        return of(folder, "");
    }

    /**
     * Copies a tree.
     *
     * @param root what holds the configuration and all modules that it refers to
     * @param configuration the configuration's folder, relative to the root
     * @throws ActionableException when there is no such folder, or it cannot be copied
     */
    public static CopiedFolder of(Path root, String configuration) {
        if (!Files.isDirectory(root.resolve(configuration))) {
            throw new ActionableException("there is no folder " + root.resolve(configuration) + " to copy");
        }
        try {
            var name = root.toAbsolutePath().normalize().getFileName();
            var copy = Files.createTempDirectory((name == null ? "copy" : name) + "-")
                    .toRealPath();
            try {
                Files.walkFileTree(
                        root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Copy(root, copy));
            } catch (IOException | RuntimeException e) {
                remove(copy);
                throw e;
            }
            return new CopiedFolder(copy, copy.resolve(configuration).normalize());
        } catch (IOException e) {
            throw new ActionableException("cannot copy " + root + ": " + e, e);
        }
    }

    /** Removes the copy with everything in it, states included: destroy first. */
    @Override
    public void close() {
        try {
            remove(root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the copy " + root, e);
        }
    }

    private static void remove(Path tree) throws IOException {
        try (var all = Files.walk(tree)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (!folder.equals(from) && FOLDERS.contains(folder.getFileName().toString())) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var name = file.getFileName().toString();
            var leftOver = name.contains(".tfstate")
                    || name.equals("terraform.tfvars")
                    || name.equals("terraform.tfvars.json");
            if (!leftOver) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
