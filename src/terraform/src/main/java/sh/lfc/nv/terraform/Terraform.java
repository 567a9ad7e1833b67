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
import java.util.Set;
import sh.lfc.nv.terraform.process.Command;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.Finished;
import sh.lfc.nv.terraform.process.Processes;

/**
 * One configuration folder and the commands one runs there. Every command is one Terraform process, streamed to a log
 * file; it ends with a typed answer or a {@link TerraformException} made of Terraform's own errors. Interrupting the
 * calling thread ends the process and its providers.
 *
 * <p>Not for use by several threads at a time: Terraform locks the folder's state.
 */
public final class Terraform {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Processes processes;
    private final Path binary;
    private final Path directory;
    private final Environment environment;
    private final Variables variables;
    private final Path log;
    private final Duration timeout;
    private final RetryableErrors retryable;
    private final boolean refresh;
    private final EventListener listener;

    private Terraform(Builder builder) {
        processes = builder.processes;
        directory = builder.directory;
        binary = Objects.requireNonNull(builder.binary, "binary");
        environment = builder.environment.with("TF_IN_AUTOMATION", "1").with("CHECKPOINT_DISABLE", "1");
        variables = builder.variables;
        log = builder.log == null ? directory.resolve(".terraform").resolve("harness.log") : builder.log;
        timeout = builder.timeout;
        retryable = builder.retryable;
        refresh = builder.refresh;
        listener = builder.listener;
    }

    /** Describes a runner for the configuration in {@code directory}; {@code processes} owns what it starts. */
    public static Builder in(Path directory, Processes processes) {
        return new Builder(directory, processes);
    }

    public Path directory() {
        return directory;
    }

    /** Installs providers and modules and connects the backend, forgetting the one of an earlier run. */
    public void init(BackendConfig backend) throws InterruptedException {
        var arguments = new ArrayList<>(List.of("-no-color", "-input=false", "-reconfigure"));
        arguments.addAll(backend.arguments());
        succeed("init", arguments);
    }

    /** Says what is wrong with the configuration by itself; empty when it is valid. */
    public List<Diagnostic> validate() throws InterruptedException {
        var answer = json(run("validate", List.of("-json"), Set.of(0, 1)).finished());
        var found = new ArrayList<Diagnostic>();
        answer.path("diagnostics").forEach(d -> found.add(Diagnostic.of(d)));
        return found;
    }

    /** Plans into a temporary file inside the working folder; see {@link #plan(Path)}. */
    public Plan plan() throws InterruptedException {
        return plan(dataDirectory().resolve("harness.tfplan"));
    }

    /**
     * Plans into {@code file}. The answer says what would change; the attributes come from {@link #show(Plan)}, which
     * costs a second process.
     */
    public Plan plan(Path file) throws InterruptedException {
        var arguments = changing("-detailed-exitcode", "-out=" + file);
        var run = run("plan", arguments, Set.of(0, 2));
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

    /** The same plan with the attributes of every changed resource, before and after. */
    public Plan show(Plan plan) throws InterruptedException {
        return Plan.of(
                plan.file(), json(succeed("show", List.of("-json", plan.file().toString()))));
    }

    /** The whole state, in the form that Terraform documents as "JSON Output Format". */
    public JsonNode showState() throws InterruptedException {
        return json(succeed("show", List.of("-json")));
    }

    /** Makes what the configuration says. */
    public Changes apply() throws InterruptedException {
        return changes(run("apply", changing("-auto-approve"), Set.of(0)).transcript());
    }

    /**
     * Makes some resources and what they refer to, and nothing else.
     *
     * @param addresses at least one
     */
    public Changes apply(List<String> addresses) throws InterruptedException {
        var arguments = changing("-auto-approve");
        addresses.forEach(address -> arguments.add("-target=" + address));
        return changes(run("apply", arguments, Set.of(0)).transcript());
    }

    /** Does what a plan says, and nothing if the world changed since. */
    public Changes apply(Plan plan) throws InterruptedException {
        var arguments = List.of("-json", "-input=false", plan.file().toString());
        return changes(run("apply", arguments, Set.of(0)).transcript());
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
        return changes(run("destroy", changing("-auto-approve"), Set.of(0)).transcript());
    }

    /** The output values of the last apply, sensitive ones included. */
    public Outputs outputs() throws InterruptedException {
        return Outputs.of(json(succeed("output", List.of("-json"))));
    }

    private ArrayList<String> changing(String... more) {
        var arguments = new ArrayList<>(List.of("-json", "-input=false"));
        if (!refresh) {
            arguments.add("-refresh=false");
        }
        arguments.addAll(List.of(more));
        arguments.addAll(variables.arguments());
        return arguments;
    }

    private static Changes changes(Transcript transcript) {
        var summaries = transcript.events("change_summary");
        return summaries.isEmpty()
                ? Changes.NONE
                : Changes.of(summaries.get(summaries.size() - 1).json().path("changes"));
    }

    private Finished succeed(String verb, List<String> arguments) throws InterruptedException {
        return run(verb, arguments, Set.of(0)).finished();
    }

    private record Run(Finished finished, Transcript transcript) {}

    private Run run(String verb, List<String> arguments, Set<Integer> fine) throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            try {
                return runOnce(verb, arguments, fine);
            } catch (TerraformException e) {
                if (attempt >= retryable.attempts() || !retryable.matches(e)) {
                    throw e;
                }
                Thread.sleep(retryable.pause().toMillis());
            }
        }
    }

    private Run runOnce(String verb, List<String> arguments, Set<Integer> fine) throws InterruptedException {
        var line = new ArrayList<>(List.of(binary.toString(), verb));
        line.addAll(arguments);
        var title = binary.getFileName() + " " + verb;
        try (var transcript = new Transcript(log, title, listener)) {
            var finished = processes.run(new Command(line, directory, environment, timeout), transcript);
            if (!fine.contains(finished.exitCode())) {
                throw new TerraformException(
                        title + " in " + directory.getFileName(),
                        finished.exitCode(),
                        transcript.errors(),
                        transcript.lastLines());
            }
            return new Run(finished, transcript);
        }
    }

    private Path dataDirectory() {
        var named = environment.variables().getOrDefault("TF_DATA_DIR", ".terraform");
        try {
            return Files.createDirectories(directory.resolve(named)).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Finished finished) {
        try {
            return JSON.readTree(finished.outputText());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Terraform answered something that is not JSON", e);
        }
    }

    /** What a runner needs to know; only the binary has no default. */
    public static final class Builder {
        private final Path directory;
        private final Processes processes;
        private Path binary;
        private Environment environment = Environment.inherited();
        private Variables variables = Variables.NONE;
        private Path log;
        private Duration timeout = Duration.ofMinutes(10);
        private RetryableErrors retryable = RetryableErrors.NETWORK;
        private boolean refresh = true;
        private EventListener listener = EventListener.NONE;

        private Builder(Path directory, Processes processes) {
            this.directory = directory;
            this.processes = processes;
        }

        public Builder binary(Path binary) {
            this.binary = binary;
            return this;
        }

        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        public Builder variables(Variables variables) {
            this.variables = variables;
            return this;
        }

        /** The file that everything Terraform says is appended to. */
        public Builder log(Path log) {
            this.log = log;
            return this;
        }

        /** How long one command may take. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        public Builder retrying(RetryableErrors errors) {
            this.retryable = errors;
            return this;
        }

        /** Whether the state is compared with what there is before anything is changed; default: yes. */
        public Builder refresh(boolean refresh) {
            this.refresh = refresh;
            return this;
        }

        public Builder listener(EventListener listener) {
            this.listener = listener;
            return this;
        }

        public Terraform build() {
            return new Terraform(this);
        }
    }
}
