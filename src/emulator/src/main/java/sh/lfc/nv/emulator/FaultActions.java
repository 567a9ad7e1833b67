package sh.lfc.nv.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.faults.Fault;
import sh.lfc.nv.emulator.faults.Faults;
import sh.lfc.nv.emulator.faults.Kind;
import sh.lfc.nv.emulator.faults.Often;
import sh.lfc.nv.emulator.faults.Target;
import sh.lfc.nv.emulator.faults.Wanted;
import sh.lfc.nv.emulator.gateway.AdminHandler.Answer;
import sh.lfc.nv.emulator.gateway.AdminHandler.Question;

/**
 * Faults, asked for, added and taken away from outside. Each answer is a list of faults in JSON, each with {@code id},
 * {@code kind}, {@code target}, {@code how}, {@code struck} and {@code over}.
 *
 * <ul>
 *   <li>{@code GET list}
 *   <li>{@code POST add?kind=throttle&service=secretsmanager&operation=…&principal=…&resource=…}, or {@code on=db:ID}, or
 *       {@code function=NAME}, or {@code bucket=NAME}; with {@code by=PT0.2S}, {@code keys=GLOB}, {@code
 *       probability=0.3}, {@code count=5} and {@code for=PT2M} as the kind has it
 *   <li>{@code POST clear?id=fault-1}, or all of them without
 * </ul>
 */
record FaultActions(Faults faults) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OF_CALLS = List.of("service", "operation", "principal", "resource");
    private static final Set<String> KNOWN = Stream.of(
                    OF_CALLS, List.of("kind", "on", "function", "bucket", "by", "keys", "probability", "count", "for"))
            .flatMap(List::stream)
            .collect(Collectors.toCollection(TreeSet::new));

    /** What is answered where nothing is to change. */
    Optional<Answer> shown(Question asked) {
        return asked.argument().equals("list") ? Optional.of(answer(faults.list())) : Optional.empty();
    }

    /** What adds or takes away. */
    Optional<Answer> changed(Question asked) {
        return switch (asked.argument()) {
            case "add" -> Optional.of(answer(List.of(faults.add(wanted(asked)))));
            case "clear" ->
                Optional.of(answer(asked.parameter("id")
                        .map(id -> List.of(faults.clear(id)))
                        .orElseGet(faults::clear)));
            default -> Optional.empty();
        };
    }

    private static Wanted wanted(Question asked) {
        asked.parameters().keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "a fault has no " + name + "; it has: " + String.join(", ", KNOWN));
                });
        Kind kind = Kind.of(asked.require("kind"));
        return new Wanted(kind, target(kind, asked), time(asked, "by"), asked.parameter("keys"), often(asked));
    }

    private static Target target(Kind kind, Question asked) {
        List<Target> aims = Stream.of(
                        asked.parameter("on").<Target>map(Target.Engine::new),
                        asked.parameter("function").<Target>map(Target.Function::new),
                        asked.parameter("bucket").<Target>map(Target.Bucket::new),
                        calls(asked))
                .flatMap(Optional::stream)
                .toList();
        if (aims.isEmpty()) {
            throw new IllegalArgumentException(
                    "the fault " + kind.word() + " is for " + kind.aims() + ": say for which");
        }
        if (aims.size() > 1) {
            throw new IllegalArgumentException("a fault is aimed at one thing, not at "
                    + aims.stream().map(Target::toString).collect(Collectors.joining(" and ")));
        }
        return aims.get(0);
    }

    private static Optional<Target> calls(Question asked) {
        return OF_CALLS.stream().noneMatch(name -> asked.parameter(name).isPresent())
                ? Optional.empty()
                : Optional.of(new Target.Calls(
                        asked.parameter("service"),
                        asked.parameter("operation"),
                        asked.parameter("principal"),
                        asked.parameter("resource")));
    }

    private static Often often(Question asked) {
        OptionalInt count = asked.parameter("count")
                .map(FaultActions::count)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        double probability =
                asked.parameter("probability").map(FaultActions::probability).orElse(1.0);
        return new Often(probability, count, time(asked, "for"));
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no count: say a number from 1 on", e);
        }
    }

    private static double probability(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no probability: say a number from 0 to 1", e);
        }
    }

    private static Optional<Duration> time(Question asked, String name) {
        return asked.parameter(name).map(text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no duration: say minutes and seconds, such as PT2M or PT0.2S", e);
            }
        });
    }

    private static Answer answer(List<Fault> shown) {
        ArrayNode list = JSON.createArrayNode();
        for (Fault fault : shown) {
            list.addObject()
                    .put("id", fault.id())
                    .put("kind", fault.wanted().kind().word())
                    .put("target", fault.wanted().target().toString())
                    .put("how", fault.how())
                    .put("struck", fault.struck())
                    .put("over", fault.over());
        }
        return Answer.json(list.toString());
    }
}
