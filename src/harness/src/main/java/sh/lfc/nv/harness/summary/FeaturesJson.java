package sh.lfc.nv.harness.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sh.lfc.nv.canary.client.Redaction;
import sh.lfc.nv.canary.steps.CleanUp;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.summary.ScenarioOutcome.Evidence;
import sh.lfc.nv.harness.summary.ScenarioOutcome.State;
import sh.lfc.nv.harness.summary.ScenarioOutcome.Step;

/** What a pass leaves in {@code features.json}, as Cucumber writes it. */
final class FeaturesJson {
    static final String FILE = "features.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REQUEST_ID = "request id ";

    /** As the service names a request in an error, which may be quoted once more. */
    private static final Pattern NAMED = Pattern.compile("\\\\?\"request_id\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\]+)");

    private static final String SKIPPED = "skipped: ";
    private static final long NANOS_IN_MILLI = 1_000_000;

    private FeaturesJson() {}

    /**
     * The scenarios of a pass by the names of their features, in the order in which Cucumber wrote them.
     *
     * @param folder the pass's, by whose name the pass is called
     */
    static Map<String, List<ScenarioOutcome>> read(Path folder) {
        var file = folder.resolve(FILE);
        try {
            var all = new LinkedHashMap<String, List<ScenarioOutcome>>();
            for (var feature : JSON.readTree(Files.readString(file))) {
                all.computeIfAbsent(feature.path("name").asText(), name -> new ArrayList<>())
                        .addAll(scenarios(folder.getFileName().toString(), feature));
            }
            return all;
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** A background is an element of its own, before each scenario that it belongs to. */
    private static List<ScenarioOutcome> scenarios(String pass, JsonNode feature) {
        var uri = feature.path("uri").asText();
        var file = uri.substring(uri.lastIndexOf('/') + 1);
        var scenarios = new ArrayList<ScenarioOutcome>();
        Optional<JsonNode> background = Optional.empty();
        for (var element : feature.path("elements")) {
            if (element.path("type").asText().equals("background")) {
                background = Optional.of(element);
            } else {
                scenarios.add(scenario(pass, file, background, element));
                background = Optional.empty();
            }
        }
        return scenarios;
    }

    private static ScenarioOutcome scenario(
            String pass, String file, Optional<JsonNode> background, JsonNode scenario) {
        var parts = new ArrayList<JsonNode>();
        background.ifPresent(parts::add);
        parts.add(scenario);
        var said = new ArrayList<String>();
        var attached = new StringBuilder();
        var steps = new ArrayList<Step>();
        var state = State.PASSED;
        var nanos = 0L;
        var aborted = "";
        for (var part : parts) {
            for (var kind : List.of("before", "steps", "after")) {
                for (var hook : part.path(kind)) {
                    var ended = state(hook);
                    nanos += hook.path("result").path("duration").asLong();
                    state = worse(state, ended);
                    if (kind.equals("steps") || ended == State.FAILED) {
                        steps.add(step(kind, hook, ended));
                    } else if (ended == State.SKIPPED && aborted.isEmpty()) {
                        aborted = message(error(hook));
                    }
                    texts(hook, said, attached);
                    for (var each : List.of("before", "after")) {
                        hook.path(each).forEach(inner -> texts(inner, said, attached));
                    }
                }
            }
        }
        var reason = state == State.SKIPPED ? said(said, SKIPPED).orElse(withoutType(aborted)) : "";
        return new ScenarioOutcome(
                pass,
                file + ":" + scenario.path("line").asText(),
                scenario.path("name").asText(),
                state,
                scenario.path("start_timestamp").asText(),
                nanos / NANOS_IN_MILLI,
                reason,
                requests(steps, said),
                steps,
                attached.toString(),
                Evidence.NONE);
    }

    private static List<String> requests(List<Step> steps, List<String> said) {
        var ids = new LinkedHashSet<String>();
        steps.forEach(step -> NAMED.matcher(step.message()).results().forEach(id -> ids.add(id.group(1))));
        said(said, REQUEST_ID).ifPresent(ids::add);
        return List.copyOf(ids);
    }

    private static Step step(String kind, JsonNode step, State state) {
        var error = state == State.FAILED ? error(step) : "";
        var message = message(error);
        var trace = error.substring(message.length()).strip();
        if (state == State.FAILED && message.isEmpty()) {
            message = step.path("result").path("status").asText();
        }
        return switch (kind) {
            case "before" -> new Step("", "before the scenario", state, message, trace);
            case "after" -> new Step("", "clean-up", state, message, trace);
            default ->
                new Step(
                        step.path("keyword").asText().strip(), step.path("name").asText(), state, message, trace);
        };
    }

    private static String error(JsonNode step) {
        return Redaction.of(step.path("result").path("error_message").asText());
    }

    /** What comes before the first line of the stack. */
    private static String message(String error) {
        var stack = error.indexOf("\n\tat ");
        return (stack < 0 ? error : error.substring(0, stack)).stripTrailing();
    }

    private static String withoutType(String message) {
        return message.replaceFirst("^[\\w.$]+(?:Exception|Error): ", "");
    }

    private static void texts(JsonNode step, List<String> said, StringBuilder attached) {
        step.path("output").forEach(line -> said.add(line.asText()));
        for (var embedding : step.path("embeddings")) {
            if (embedding.path("name").asText().equals(CleanUp.LAST_ANSWER)) {
                attached.append(new String(
                        Base64.getDecoder().decode(embedding.path("data").asText()), StandardCharsets.UTF_8));
            }
        }
    }

    private static Optional<String> said(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()).strip())
                .findFirst();
    }

    private static State worse(State one, State other) {
        if (one == State.FAILED || other == State.FAILED) {
            return State.FAILED;
        }
        return one == State.SKIPPED || other == State.SKIPPED ? State.SKIPPED : State.PASSED;
    }

    /** A step that nobody has defined is as bad as one that failed. */
    private static State state(JsonNode step) {
        return switch (step.path("result").path("status").asText()) {
            case "passed" -> State.PASSED;
            case "skipped" -> State.SKIPPED;
            default -> State.FAILED;
        };
    }
}
