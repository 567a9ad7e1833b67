package sh.lfc.nv.terraform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sh.lfc.nv.terraform.process.Command;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.Finished;
import sh.lfc.nv.terraform.process.Processes;

/**
 * Runs one command after the other in one folder: its output into the log, its failures into a {@link
 * TerraformException}, the failures that a second try can cure into a second try.
 */
record CommandRunner(
        Processes processes,
        Path binary,
        Path directory,
        Environment environment,
        Variables variables,
        Path log,
        Duration timeout,
        RetryableErrors retryable,
        EventListener listener) {

    /** A command that ended as it may, and what it said. */
    record Run(Finished finished, Transcript transcript) {}

    /** Runs a command that says what it does. */
    Run run(String verb, List<String> arguments) throws InterruptedException {
        return run(verb, arguments, Set.of(0), Transcript.Kept.ALL);
    }

    Run run(String verb, List<String> arguments, Set<Integer> fine) throws InterruptedException {
        return run(verb, arguments, fine, Transcript.Kept.ALL);
    }

    /** Runs a command whose answer is data, which may be secret: it is not logged and in no exception. */
    Finished ask(String verb, List<String> arguments) throws InterruptedException {
        return run(verb, arguments, Set.of(0), Transcript.Kept.ERRORS).finished();
    }

    /**
     * Runs a command that takes the variables.
     *
     * @param last what has to come after all options
     */
    Run runWithVariables(String verb, List<String> options, List<String> last, Set<Integer> fine)
            throws InterruptedException {
        try (var handed = HandedVariables.to(directory, variables)) {
            var arguments = new ArrayList<>(options);
            arguments.addAll(handed.arguments());
            arguments.addAll(last);
            return run(verb, arguments, fine);
        }
    }

    private Run run(String verb, List<String> arguments, Set<Integer> fine, Transcript.Kept kept)
            throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            try {
                return runOnce(verb, arguments, fine, kept);
            } catch (TerraformException e) {
                if (attempt >= retryable.attempts() || !retryable.matches(e)) {
                    throw e;
                }
                Thread.sleep(retryable.pauseAfter(attempt).toMillis());
            }
        }
    }

    private Run runOnce(String verb, List<String> arguments, Set<Integer> fine, Transcript.Kept kept)
            throws InterruptedException {
        var line = new ArrayList<String>();
        line.add(binary.toString());
        line.addAll(List.of(verb.split(" ")));
        line.addAll(arguments);
        var title = binary.getFileName() + " " + verb;
        try (var transcript = new Transcript(log, title, listener, kept)) {
            var finished = processes.run(new Command(line, directory, environment, timeout), transcript);
            if (!fine.contains(finished.exitCode())) {
                throw failure(verb, finished, transcript);
            }
            return new Run(finished, transcript);
        }
    }

    TerraformException failure(String verb, Finished finished, Transcript transcript) {
        return new TerraformException(
                binary.getFileName() + " " + verb + " in " + directory.getFileName(),
                finished.exitCode(),
                transcript.errors(),
                transcript.lastLines());
    }
}
