package sh.lfc.nv.harness.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;

/** A copy of a checkout's stacks, in which one mutant at a time lives. */
final class MutatedStacks {
    private final Checkout original;
    private final Checkout copy;

    /** @param folder where the copy is made; what an earlier run left there is replaced */
    MutatedStacks(Checkout original, Path folder) {
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

    Checkout checkout() {
        return copy;
    }

    /** Puts a mutant in, into a stack that is as it was written. */
    void put(Mutant mutant) {
        restore(mutant.stack());
        for (var edit : mutant.edits()) {
            var file = copy.stack(mutant.stack()).resolve(edit.file());
            try {
                Files.writeString(file, edit.apply(Files.readString(file)));
            } catch (HarnessException e) {
                throw new HarnessException("mutant %s: %s".formatted(mutant.name(), e.getMessage()), e);
            } catch (IOException e) {
                throw new HarnessException(
                        "mutant %s: the stack %s has no file %s".formatted(mutant.name(), mutant.stack(), edit.file()),
                        e);
            }
        }
    }

    /** Takes out what was put into a stack. */
    void restore(String stack) {
        try {
            copy(original.stack(stack), copy.stack(stack));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Terraform keeps in its folders stays where it is. */
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            throw new HarnessException("there is no stack " + from.getFileName());
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.getFileName().toString().equals(".terraform")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
