package sh.lfc.nv.terraform.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The parts of a test that take long, each of which can be left out of a run: with {@code SKIP_destroy=1} what was applied
 * stays, and with {@code SKIP_apply=1} the next run uses it. What a stage finds out for later ones it saves in {@link #data}.
 *
 * <p>A stage is skipped when the environment variable {@code SKIP_<name>} or the system property {@code skip.<name>} has a
 * value that is not empty.
 *
 * <pre>{@code
 * var stages = Stages.in(folder);
 * try {
 *     stages.run("apply", () -> …);
 *     stages.run("verify", () -> …);
 * } finally {
 *     stages.run("destroy", () -> …);
 * }
 * }</pre>
 *
 * <p>Not thread-safe: stages follow each other.
 */
public final class Stages {
    /** What a stage does. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private final TestData data;
    private final UnaryOperator<String> environment;
    private final UnaryOperator<String> properties;
    private final List<String> skipped = new ArrayList<>();

    private Stages(TestData data, UnaryOperator<String> environment, UnaryOperator<String> properties) {
        this.data = data;
        this.environment = environment;
        this.properties = properties;
    }

    /** Stages whose data is kept in a folder, which has to be the same in each run: not a copy. */
    public static Stages in(Path folder) {
        return in(folder, System::getenv, System::getProperty);
    }

    static Stages in(Path folder, UnaryOperator<String> environment, UnaryOperator<String> properties) {
        return new Stages(TestData.in(folder), environment, properties);
    }

    /** What stages leave for each other. */
    public TestData data() {
        return data;
    }

    /**
     * Does the work, unless this stage is skipped.
     *
     * @return whether it was done
     * @throws Exception what the work throws
     */
    public boolean run(String name, Work work) throws Exception {
        if (isSkipped(name)) {
            skipped.add(name);
            return false;
        }
        work.run();
        return true;
    }

    /** Whether a stage of this name is left out. */
    public boolean isSkipped(String name) {
        return isSet(environment.apply("SKIP_" + name)) || isSet(properties.apply("skip." + name));
    }

    /** The stages that were left out so far. */
    public List<String> skipped() {
        return List.copyOf(skipped);
    }

    private static boolean isSet(String value) {
        return value != null && !value.isEmpty();
    }
}
