package sh.lfc.nv.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/**
 * The workflows of GitHub ("Workflow syntax for GitHub Actions"): keys that there are, actions that cannot be changed behind
 * our backs, no more rights than needed, and commands that the harness understands.
 */
class WorkflowsTest {
    private static final Path FOLDER = Path.of("../../.github/workflows");

    private static final Set<String> KEYS =
            Set.of("name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs");
    private static final Set<String> JOB_KEYS = Set.of(
            "name",
            "permissions",
            "needs",
            "if",
            "runs-on",
            "environment",
            "concurrency",
            "outputs",
            "env",
            "defaults",
            "steps",
            "timeout-minutes",
            "strategy",
            "continue-on-error",
            "container",
            "services");
    private static final Set<String> STEP_KEYS = Set.of(
            "id",
            "if",
            "name",
            "uses",
            "run",
            "working-directory",
            "shell",
            "with",
            "env",
            "continue-on-error",
            "timeout-minutes");

    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40}");
    private static final Pattern HARNESS = Pattern.compile("^\\s*\\./harness (.+)$", Pattern.MULTILINE);
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{([^}]*)}}");

    /** Contexts and functions that expressions may name ("Contexts", "Evaluate expressions in workflows and actions"). */
    private static final Pattern KNOWN_NAME = Pattern.compile(
            "(vars|secrets|github|inputs|env|steps|needs|matrix|runner|job|strategy)(\\.[\\w-]+)+|always|failure|success|cancelled"
                    + "|hashFiles|contains|startsWith|endsWith|format|join|toJSON|fromJSON|true|false|null");

    /** What variables of the shell stand for in a command that is only to be understood. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "SIMULATION", "list",
            "PROFILE", "load",
            "URL", "https://nv-demo.nv.lfc.sh");

    static Stream<Path> workflows() throws IOException {
        return Files.list(FOLDER);
    }

    @Test
    void eachOfTheFiveIsThere() throws IOException {
        assertThat(workflows().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("canary.yml", "ci.yml", "load.yml", "sandbox.yml", "sweep.yml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void allKeysAreKnownAndNothingIsLeftToDefaultsThatAreTooWide(Path file) throws IOException {
        var workflow = read(file);

        assertThat(KEYS).containsAll(names(workflow));
        assertThat(workflow.get("permissions"))
                .as("rights of jobs that ask for none")
                .isEqualTo(Map.of());
        jobs(workflow).forEach((name, job) -> {
            assertThat(JOB_KEYS).as("keys of job %s", name).containsAll(names(job));
            assertThat(names(job)).contains("runs-on", "timeout-minutes", "permissions", "steps");
            assertThat(String.valueOf(job.get("runs-on"))).doesNotContain("latest");
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyStepDoesOneThingAndItsActionIsPinned(Path file) throws IOException {
        steps(read(file)).forEach(step -> {
            assertThat(STEP_KEYS).as("keys of %s", step).containsAll(names(step));
            assertThat(step.containsKey("uses") ^ step.containsKey("run"))
                    .as("%s", step)
                    .isTrue();
            if (step.containsKey("uses")) {
                assertThat(String.valueOf(step.get("uses"))).matches(PINNED);
            }
        });
    }

    /** An expression in a script would be read by the shell, whatever somebody put in. */
    @ParameterizedTest
    @MethodSource("workflows")
    void expressionsAreKnownAndNeverPartOfAScript(Path file) throws IOException {
        steps(read(file))
                .forEach(step -> assertThat(String.valueOf(step.get("run"))).doesNotContainPattern(EXPRESSION));
        var expressions = EXPRESSION.matcher(Files.readString(file));
        while (expressions.find()) {
            var names = Pattern.compile("[A-Za-z_][\\w.-]*")
                    .matcher(expressions.group(1).replaceAll("'[^']*'", ""));
            while (names.find()) {
                assertThat(names.group()).matches(KNOWN_NAME);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void theHarnessUnderstandsItsCommands(Path file) throws IOException {
        for (var step : steps(read(file))) {
            var commands = HARNESS.matcher(String.valueOf(step.get("run")));
            while (commands.find()) {
                var arguments = Stream.of(commands.group(1).split(" "))
                        .map(WorkflowsTest::filledIn)
                        .toArray(String[]::new);
                assertThatCode(() -> new CommandLine(new Main(Path.of("")))
                                .setCaseInsensitiveEnumValuesAllowed(true)
                                .parseArgs(arguments))
                        .as(commands.group())
                        .doesNotThrowAnyException();
            }
        }
    }

    private static String filledIn(String argument) {
        var plain = argument.replace("\"", "");
        return plain.startsWith("$") ? EXAMPLES.getOrDefault(plain.substring(1), "something") : plain;
    }

    @Test
    void actionlintFindsNothing() throws Exception {
        var found = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "actionlint"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "there is no actionlint on PATH");
        var command = new ArrayList<>(List.of(found.orElseThrow().toString(), "-no-color"));
        workflows().map(Path::toString).forEach(command::add);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();

        var said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).isEmpty();
    }

    /** YAML 1.1 takes the key {@code on} for a truth. */
    private static Map<String, Object> read(Path file) throws IOException {
        Map<Object, Object> loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        var workflow = new java.util.TreeMap<String, Object>();
        loaded.forEach((key, value) -> workflow.put(Boolean.TRUE.equals(key) ? "on" : String.valueOf(key), value));
        return workflow;
    }

    private static Set<String> names(Map<String, Object> fields) {
        return fields.keySet();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> jobs(Map<String, Object> workflow) {
        return (Map<String, Map<String, Object>>) workflow.get("jobs");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> steps(Map<String, Object> workflow) {
        return jobs(workflow).values().stream()
                .flatMap(job -> ((List<Map<String, Object>>) job.get("steps")).stream())
                .toList();
    }
}
