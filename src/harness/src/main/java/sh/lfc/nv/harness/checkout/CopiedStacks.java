package sh.lfc.nv.harness.checkout;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import sh.lfc.nv.harness.HarnessException;

/** A copy of a checkout's stacks, in which configurations may be changed without anybody's working on them. */
public final class CopiedStacks {
    private static final String CONFIGURATION = "*.tf";

    private final Checkout original;
    private final Checkout copy;

    /** @param folder where the copy is made; what an earlier run left there is replaced */
    public CopiedStacks(Checkout original, Path folder) {
        this.original = original;
        try {
            Files.createDirectories(folder);
            copy(original.root().resolve("terraform"), folder.resolve("terraform"));
            // The configurations find the functions' code beside them, where the build has left it.
            var source = folder.resolve("src");
            Files.deleteIfExists(source);
            Files.createSymbolicLink(source, original.root().resolve("src"));
        } catch (IOException e) {
            throw new HarnessException("cannot copy the stacks to %s: %s".formatted(folder, e.getMessage()), e);
        }
        this.copy = new Checkout(folder);
    }

    /** The copy: its stacks and the list of them, and nothing else of the checkout. */
    public Checkout checkout() {
        return copy;
    }

    /** Makes one stack what it is in the original. */
    public void restore(String stack) {
        try {
            copy(original.stack(stack), copy.stack(stack));
        } catch (IOException e) {
            throw new HarnessException("cannot copy the stack %s: %s".formatted(stack, e.getMessage()), e);
        }
    }

    /** What Terraform keeps in its folders stays where it is. */
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            throw new HarnessException("there is no stack " + from.getFileName());
        }
        // A link to a folder is no folder to whoever walks.
        var source = from.toRealPath();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.getFileName().toString().equals(".terraform")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                var target = to.resolve(source.relativize(folder));
                Files.createDirectories(target);
                forget(target);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(source.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Terraform reads whatever configuration lies there. */
    private static void forget(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, CONFIGURATION)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }
}
