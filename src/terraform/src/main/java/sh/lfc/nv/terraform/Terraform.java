package sh.lfc.nv.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.Finished;
import sh.lfc.nv.terraform.process.Processes;

/**
 * One configuration folder and the commands one runs there. Every command is one process of Terraform or OpenTofu, streamed
 * to a log file; it ends with a typed answer or an exception made of Terraform's own errors.
 *
 * <p>All commands throw {@link TerraformException} when Terraform fails, {@link
 * sh.lfc.nv.terraform.process.TimedOutException} when it takes longer than {@link Builder#timeout} and was ended, and
 * {@link sh.lfc.nv.terraform.failure.ActionableException} when it cannot be started. {@code InterruptedException} means that
 * the calling thread was interrupted; the process and its providers have ended then.
 *
 * <p>Not for use by several threads at a time: Terraform locks the folder's state. Several folders, or copies of one
 * ({@link sh.lfc.nv.terraform.stage.CopiedFolder}), can be worked on at the same time.
 */
public final class Terraform {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Builder settings;
    private final Path directory;
    private final Environment environment;
    private final CommandRunner commands;

    private Terraform(Builder builder) {
        settings = builder;
        directory = builder.directory;
        environment = builder.environment
                .with(builder.installed)
                .with("TF_IN_AUTOMATION", "1")
                .with("CHECKPOINT_DISABLE", "1");
        commands = new CommandRunner(
                builder.processes,
                Objects.requireNonNull(builder.binary, "binary"),
                directory,
                environment,
                builder.variables,
                builder.log == null ? directory.resolve(".terraform").resolve("runner.log") : builder.log,
                builder.timeout,
                builder.retryable,
                builder.listener);
    }

    /**
     * Describes a runner for a configuration.
     *
     * @param directory the folder of the root module
     * @param processes what owns the processes that it starts: closing it ends them
     */
    public static Builder in(Path directory, Processes processes) {
        return new Builder(directory, processes);
    }

    /** The folder of the root module. */
    public Path directory() {
        return directory;
    }

    /** A description like this runner's, to make another one from; this runner stays as it is. */
    public Builder toBuilder() {
        return new Builder(settings);
    }

    /** This runner with other variables. */
    public Terraform with(Variables variables) {
        return toBuilder().variables(variables).build();
    }

    /** Which program runs, and its version. */
    public Version version() throws InterruptedException {
        return Version.parse(commands.ask("version", List.of()).output());
    }

    /** Installs providers and modules and connects the backend, forgetting the one of an earlier run. */
    public void init(BackendConfig backend) throws InterruptedException {
        var arguments = new ArrayList<>(List.of("-no-color", "-input=false", "-reconfigure"));
        if (backend.enabled()) {
            arguments.addAll(lockTimeout());
        }
        arguments.addAll(backend.arguments());
        commands.run("init", arguments);
    }

    /** Installs providers and modules and connects the backend as it is written. */
    public void init() throws InterruptedException {
        init(BackendConfig.AS_WRITTEN);
    }

    /** Says what is wrong with the configuration by itself; empty when it is valid. Needs {@link #init} before it. */
    public List<Diagnostic> validate() throws InterruptedException {
        var answer =
                json(commands.run("validate", List.of("-json"), Set.of(0, 1)).finished());
        var found = new ArrayList<Diagnostic>();
        answer.path("diagnostics").forEach(d -> found.add(Diagnostic.of(d)));
        return found;
    }

    /**
     * Which files are not in Terraform's format, in this folder and all below it; nothing is changed. Needs no {@link
     * #init}.
     *
     * @return paths relative to the folder, sorted; empty when all is well
     * @throws TerraformException when a file cannot be parsed
     */
    public List<Path> unformatted() throws InterruptedException {
        return paths(commands.run("fmt", List.of("-no-color", "-check", "-list=true", "-recursive"), Set.of(0, 3))
                .finished());
    }

    /**
     * Writes all files of this folder and below it in Terraform's format.
     *
     * @return the files that were changed, relative to the folder
     */
    public List<Path> format() throws InterruptedException {
        return paths(commands.run("fmt", List.of("-no-color", "-list=true", "-recursive"))
                .finished());
    }

    private static List<Path> paths(Finished finished) {
        return finished.output().stream()
                .filter(line -> !line.isBlank())
                .map(Path::of)
                .sorted()
                .toList();
    }

    /** Plans into a temporary file inside the working folder; see {@link #plan(Path)}. */
    public Plan plan() throws InterruptedException {
        return plan(Scope.ALL);
    }

    /** Plans for some resources only, or for replacing some; see {@link #plan(Path)}. */
    public Plan plan(Scope scope) throws InterruptedException {
        return plan(dataDirectory().resolve("runner.tfplan"), scope);
    }

    /**
     * Plans into {@code file}. The answer says what would change; the attributes come from {@link #show(Plan)}, which
     * costs a second process.
     */
    public Plan plan(Path file) throws InterruptedException {
        return plan(file, Scope.ALL);
    }

    private Plan plan(Path file, Scope scope) throws InterruptedException {
        var run = change("plan", scope.arguments(), Set.of(0, 2), "-detailed-exitcode", "-out=" + file);
        if (run.finished().exitCode() == 0) {
            return new Plan(file, List.of(), List.of());
        }
        var changes = run.transcript().events("planned_change").stream()
                .map(e -> ResourceChange.ofEvent(e.json().path("change")))
                .filter(change -> !change.isNoOp())
                .toList();
        var outputs = run.transcript().events("outputs").stream()
                .flatMap(e -> e.json().path("outputs").properties().stream())
                .filter(o -> !o.getValue().path("action").asText().equals("noop"))
                .map(java.util.Map.Entry::getKey)
                .toList();
        return new Plan(file, changes, outputs);
    }

    /** Plans, and shows the plan: one call for {@code show(plan())}. */
    public Plan planWithValues() throws InterruptedException {
        return show(plan());
    }

    /** The same plan with the attributes of every changed resource, before and after. */
    public Plan show(Plan plan) throws InterruptedException {
        return Plan.of(
                plan.file(),
                json(commands.ask("show", List.of("-json", plan.file().toString()))));
    }

    /** The whole state, in the form that Terraform documents as "JSON Output Format", sensitive values included. */
    public JsonNode showState() throws InterruptedException {
        return json(commands.ask("show", List.of("-json")));
    }

    /**
     * What others changed since the last apply: the differences between the state and what there is, before (the state)
     * and after (what there is). Changes nothing, neither resources nor the state.
     *
     * @return empty when all is as it was left
     */
    public List<ResourceChange> drift() throws InterruptedException {
        var file = dataDirectory().resolve("runner-drift.tfplan");
        change("plan", List.of("-refresh-only"), Set.of(0, 2), "-detailed-exitcode", "-out=" + file);
        var shown = json(commands.ask("show", List.of("-json", file.toString())));
        return StreamSupport.stream(shown.path("resource_drift").spliterator(), false)
                .map(ResourceChange::ofPlan)
                .filter(change -> !change.isNoOp())
                .toList();
    }

    /** Takes what there is into the state, and changes no resource. */
    public void refresh() throws InterruptedException {
        change("apply", List.of("-refresh-only"), Set.of(0), "-auto-approve");
    }

    /** Makes what the configuration says. */
    public Changes apply() throws InterruptedException {
        return apply(Scope.ALL);
    }

    /**
     * Makes some resources and what they refer to, and nothing else.
     *
     * @param addresses at least one
     */
    public Changes apply(List<String> addresses) throws InterruptedException {
        return apply(Scope.only(addresses));
    }

    /** Makes some resources only, or replaces some. */
    public Changes apply(Scope scope) throws InterruptedException {
        return changes(change("apply", scope.arguments(), Set.of(0), "-auto-approve"));
    }

    /** Does what a plan says, and nothing if the world changed since. */
    public Changes apply(Plan plan) throws InterruptedException {
        var arguments = new ArrayList<>(List.of("-json", "-input=false"));
        arguments.addAll(lockTimeout());
        settings.parallelism.ifPresent(n -> arguments.add("-parallelism=" + n));
        arguments.add(plan.file().toString());
        return changes(commands.run("apply", arguments));
    }

    /**
     * Applies, and plans again.
     *
     * @throws NotIdempotentException when the second plan is not empty
     */
    public Changes applyIdempotently() throws InterruptedException {
        var made = apply();
        var again = plan();
        if (!again.isEmpty()) {
            throw new NotIdempotentException(directory, again);
        }
        return made;
    }

    /** Removes everything that the state knows. */
    public Changes destroy() throws InterruptedException {
        return destroy(Scope.ALL);
    }

    /** Removes some resources, and those that depend on them. */
    public Changes destroy(Scope scope) throws InterruptedException {
        return changes(change("destroy", scope.arguments(), Set.of(0), "-auto-approve"));
    }

    /** The output values of the last apply, sensitive ones included. */
    public Outputs outputs() throws InterruptedException {
        return Outputs.of(json(commands.ask("output", List.of("-json"))));
    }

    /**
     * Takes something that exists under Terraform's care. The configuration has to describe the resource already.
     *
     * @param address the resource in the configuration
     * @param id how the provider names what exists
     */
    public void importResource(String address, String id) throws InterruptedException {
        var options = new ArrayList<>(List.of("-no-color", "-input=false"));
        options.addAll(lockTimeout());
        commands.runWithVariables("import", options, List.of(address, id), Set.of(0));
    }

    /** The resources that Terraform remembers. */
    public State state() {
        return new State(commands, lockTimeout());
    }

    /** The workspaces of the configuration's backend. */
    public Workspaces workspaces() {
        return new Workspaces(commands);
    }

    /**
     * Runs the configuration's own tests ({@code *.tftest.hcl}, beside it and in {@code tests}); a failing test is a result
     * and no exception. What the tests apply, Terraform destroys before it ends.
     *
     * @param files only these files, relative to the folder; all when there are none
     * @throws TerraformException when the tests cannot be run at all
     */
    public TestResults test(String... files) throws InterruptedException {
        var options = new ArrayList<>(List.of("-json"));
        Stream.of(files).forEach(file -> options.add("-filter=" + file));
        var run = commands.runWithVariables("test", options, List.of(), Set.of(0, 1));
        if (run.transcript().events("test_summary").isEmpty()) {
            throw commands.failure("test", run.finished(), run.transcript());
        }
        return TestResults.of(run.transcript().events());
    }

    private CommandRunner.Run change(String verb, List<String> scope, Set<Integer> fine, String... more)
            throws InterruptedException {
        var options = new ArrayList<>(List.of("-json", "-input=false"));
        if (!settings.refresh && !scope.contains("-refresh-only")) {
            options.add("-refresh=false");
        }
        options.addAll(lockTimeout());
        settings.parallelism.ifPresent(n -> options.add("-parallelism=" + n));
        options.addAll(List.of(more));
        options.addAll(scope);
        return commands.runWithVariables(verb, options, List.of(), fine);
    }

    private List<String> lockTimeout() {
        return settings.lockTimeout.isZero()
                ? List.of()
                : List.of("-lock-timeout=" + settings.lockTimeout.toMillis() + "ms");
    }

    private static Changes changes(CommandRunner.Run run) {
        var summaries = run.transcript().events("change_summary");
        return summaries.isEmpty()
                ? Changes.NONE
                : Changes.of(summaries.get(summaries.size() - 1).json().path("changes"));
    }

    private Path dataDirectory() {
        var named = environment.variables().getOrDefault("TF_DATA_DIR", ".terraform");
        try {
            return Files.createDirectories(directory.resolve(named)).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Finished finished) {
        try {
            return JSON.readTree(finished.outputText());
        } catch (JsonProcessingException e) {
            // Without its cause, which quotes the text: there may be secrets in it.
            throw new UncheckedIOException(new IOException("Terraform answered something that is not JSON"));
        }
    }

    /** What a runner needs to know; only the binary has no default. Not thread-safe; what it builds does not change. */
    public static final class Builder {
        private final Path directory;
        private final Processes processes;
        private Path binary;
        private java.util.Map<String, String> installed = java.util.Map.of();
        private Environment environment = Environment.inherited();
        private Variables variables = Variables.NONE;
        private Path log;
        private Duration timeout = Duration.ofMinutes(10);
        private Duration lockTimeout = Duration.ZERO;
        private Optional<Integer> parallelism = Optional.empty();
        private RetryableErrors retryable = RetryableErrors.NETWORK;
        private boolean refresh = true;
        private EventListener listener = EventListener.NONE;

        private Builder(Path directory, Processes processes) {
            this.directory = directory;
            this.processes = processes;
        }

        private Builder(Builder other) {
            this(other.directory, other.processes);
            binary = other.binary;
            installed = other.installed;
            environment = other.environment;
            variables = other.variables;
            log = other.log;
            timeout = other.timeout;
            lockTimeout = other.lockTimeout;
            parallelism = other.parallelism;
            retryable = other.retryable;
            refresh = other.refresh;
            listener = other.listener;
        }

        /** The program to run: Terraform's or OpenTofu's. */
        public Builder binary(Path binary) {
            this.binary = binary;
            return this;
        }

        /** The program to run and how it installs providers; see {@link TerraformInstallation#find}. */
        public Builder installation(TerraformInstallation installation) {
            this.binary = installation.binary();
            this.installed = installation.environment();
            return this;
        }

        /** The environment variables of all commands; default: those of this process. */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /** Input variables; default: none. */
        public Builder variables(Variables variables) {
            this.variables = variables;
            return this;
        }

        /**
         * The file that everything Terraform says is appended to, output values and state aside; default: {@code
         * .terraform/runner.log} in the folder.
         */
        public Builder log(Path log) {
            this.log = log;
            return this;
        }

        /** How long one command may take, to the millisecond; default: 10 minutes. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** How long a command waits, to the millisecond, for another one to let go of the state; default: not at all. */
        public Builder lockTimeout(Duration lockTimeout) {
            this.lockTimeout = lockTimeout;
            return this;
        }

        /** How many resources are worked on at a time, at least 1; default: Terraform's, which is 10. */
        public Builder parallelism(int resources) {
            if (resources < 1) {
                throw new IllegalArgumentException("parallelism is at least 1, not " + resources);
            }
            this.parallelism = Optional.of(resources);
            return this;
        }

        /** Which failures are tried again, and how often; default: {@link RetryableErrors#NETWORK}. */
        public Builder retrying(RetryableErrors errors) {
            this.retryable = errors;
            return this;
        }

        /** Whether the state is compared with what there is before anything is changed; default: yes. */
        public Builder refresh(boolean refresh) {
            this.refresh = refresh;
            return this;
        }

        /** Who follows the commands while they run, on threads of their own; default: nobody. */
        public Builder listener(EventListener listener) {
            this.listener = listener;
            return this;
        }

        /** The runner. Starts nothing. */
        public Terraform build() {
            return new Terraform(new Builder(this));
        }
    }
}
