package sh.lfc.nv.harness.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.harness.stacks.StacksFile;

/**
 * A checkout of the project: its stacks, its features, and the folder in which the harness keeps what it needs again.
 *
 * @param root the folder that holds {@code terraform/stacks.yaml}
 */
public record Checkout(Path root) {
    private static final Path STACKS = Path.of("terraform", "stacks.yaml");

    public Checkout {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The checkout that a folder lies in.
     *
     * @throws HarnessException when neither the folder nor one above it is a checkout
     */
    public static Checkout around(Path folder) {
        for (var at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(STACKS))) {
                return new Checkout(at);
            }
        }
        throw new HarnessException("there is no %s in %s or above it: run this in the project's checkout"
                .formatted(STACKS, folder.toAbsolutePath()));
    }

    public StackGraph stacks() {
        return StacksFile.read(root.resolve(STACKS));
    }

    /** The folder of a stack's configuration. */
    public Path stack(String name) {
        return root.resolve("terraform").resolve(name);
    }

    public Path features() {
        return root.resolve("features");
    }

    /**
     * What the harness keeps: downloads, certificates, logs, the running session. Made if missing, for its owner only.
     */
    public Path kept() {
        return made(root.resolve(".harness"));
    }

    /** A folder in {@link #kept()}, made if missing. */
    public Path kept(String name) {
        return made(kept().resolve(name));
    }

    private static Path made(Path folder) {
        try {
            return OwnerOnly.folder(folder);
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(folder.getParent(), e.getMessage()), e);
        }
    }
}
