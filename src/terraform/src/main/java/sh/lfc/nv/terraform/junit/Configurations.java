package sh.lfc.nv.terraform.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.failure.ActionableException;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.stage.CopiedFolder;

/**
 * The configurations of one test method, each in a copy of its own, destroyed and removed after the method. Thread-safe; a
 * {@link Terraform} that it hands out is for one thread at a time.
 */
public final class Configurations {
    private record Used(CopiedFolder copy, Terraform terraform) {}

    private final Processes processes = new Processes();
    private final Deque<Used> used = new ArrayDeque<>();

    Configurations() {}

    /** A runner for a copy of a configuration; see {@link #copyOf(Path, String, UnaryOperator)}. */
    public Terraform copyOf(Path root, String configuration) throws InterruptedException {
        return copyOf(root, configuration, UnaryOperator.identity());
    }

    /**
     * A runner for a copy of a configuration, with the Terraform of this machine. Nothing has run yet: begin with {@code
     * init}.
     *
     * @param root what holds the configuration and all modules that it refers to
     * @param configuration its folder, relative to the root
     * @param settings what the runner is told more: variables, environment; what is applied is destroyed with them
     * @throws ActionableException when there is no such folder or no Terraform
     */
    public Terraform copyOf(Path root, String configuration, UnaryOperator<Terraform.Builder> settings)
            throws InterruptedException {
        var installation = TerraformInstallation.find();
        var copy = CopiedFolder.of(root, configuration);
        var terraform = settings.apply(Terraform.in(copy.folder(), processes).installation(installation))
                .build();
        synchronized (used) {
            used.push(new Used(copy, terraform));
        }
        return terraform;
    }

    /** The last one first. What cannot be destroyed stays, and the message says where. */
    void destroyAll() throws InterruptedException {
        RuntimeException failure = null;
        try (processes) {
            for (var each : used) {
                try {
                    if (mayHaveState(each.copy().folder())) {
                        each.terraform().destroy();
                    }
                    each.copy().close();
                } catch (RuntimeException e) {
                    var told = new ActionableException(
                            "could not destroy what a test applied; its configuration and state are in %s: %s"
                                    .formatted(each.copy().folder(), e.getMessage()),
                            e);
                    if (failure == null) {
                        failure = told;
                    } else {
                        failure.addSuppressed(told);
                    }
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static boolean mayHaveState(Path folder) {
        return Stream.of("terraform.tfstate", "terraform.tfstate.d", ".terraform/terraform.tfstate")
                .anyMatch(name -> Files.exists(folder.resolve(name)));
    }
}
