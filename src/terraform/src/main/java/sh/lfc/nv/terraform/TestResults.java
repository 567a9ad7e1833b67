package sh.lfc.nv.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code terraform test} found.
 *
 * @param runs one for each {@code run} block, in the order in which they ran
 * @param diagnostics what was said about no single block
 */
public record TestResults(List<RunBlock> runs, List<Diagnostic> diagnostics) {

    /** How a block ended. */
    public enum Status {
        PASS,
        /** An assertion did not hold. */
        FAIL,
        /** It could not be run to its end. */
        ERROR,
        /** A block before it in its file could not be run to its end. */
        SKIP
    }

    /**
     * One {@code run} block.
     *
     * @param file relative to the configuration's folder
     * @param diagnostics why it did not pass, and warnings
     */
    public record RunBlock(String file, String name, Status status, List<Diagnostic> diagnostics) {
        public RunBlock {
            diagnostics = List.copyOf(diagnostics);
        }

        @Override
        public String toString() {
            var why = diagnostics.stream().map(Diagnostic::sentence).collect(Collectors.joining("; "));
            var what = "%s \"%s\": %s".formatted(file, name, status.name().toLowerCase(Locale.ROOT));
            return why.isEmpty() ? what : what + ": " + why;
        }
    }

    public TestResults {
        runs = List.copyOf(runs);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether every block passed and nothing else went wrong, such as cleaning up. */
    public boolean passed() {
        return runs.stream().allMatch(run -> run.status() == Status.PASS)
                && diagnostics.stream().noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
    }

    /**
     * Insists on it.
     *
     * @return these results
     * @throws AssertionError naming every block that did not pass, and why; also when there are no tests at all
     */
    public TestResults requirePassed() {
        if (runs.isEmpty() && diagnostics.isEmpty()) {
            throw new AssertionError("there are no tests to run");
        }
        if (!passed()) {
            throw new AssertionError(Stream.concat(
                            runs.stream()
                                    .filter(run -> run.status() != Status.PASS)
                                    .map(RunBlock::toString),
                            diagnostics.stream()
                                    .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                                    .map(Diagnostic::sentence))
                    .collect(Collectors.joining("\n")));
        }
        return this;
    }

    static TestResults of(List<Event> events) {
        var runs = new ArrayList<RunBlock>();
        for (var event : events) {
            var run = event.json().path("test_run");
            if (run.path("progress").asText().equals("complete")) {
                var file = run.path("path").asText();
                var name = run.path("run").asText();
                runs.add(
                        new RunBlock(file, name, status(run.path("status").asText()), diagnostics(events, file, name)));
            }
        }
        var others = events.stream()
                .filter(e -> e.type().equals("diagnostic"))
                .filter(e -> runs.stream().noneMatch(run -> isAbout(e, run.file(), run.name())))
                .map(e -> Diagnostic.of(e.json().path("diagnostic")))
                .distinct()
                .toList();
        return new TestResults(runs, others);
    }

    private static Status status(String name) {
        return switch (name) {
            case "pass" -> Status.PASS;
            case "fail" -> Status.FAIL;
            case "skip", "pending" -> Status.SKIP;
            default -> Status.ERROR;
        };
    }

    private static List<Diagnostic> diagnostics(List<Event> events, String file, String run) {
        return events.stream()
                .filter(e -> e.type().equals("diagnostic") && isAbout(e, file, run))
                .map(e -> Diagnostic.of(e.json().path("diagnostic")))
                .distinct()
                .toList();
    }

    private static boolean isAbout(Event event, String file, String run) {
        return event.json().path("@testfile").asText().equals(file)
                && event.json().path("@testrun").asText().equals(run);
    }
}
