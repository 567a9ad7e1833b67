package sh.lfc.nv.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.load.Aftermath;
import sh.lfc.nv.harness.load.LoadRun;

/** {@code ./harness load merge}: one report of what several machines measured. */
@Command(
        name = "merge",
        description = "Makes one report of the results of all shards of a run, which other machines made: its numbers"
                + " are as exact as if one machine had. Exit code 1 when a shard broke a promise.",
        mixinStandardHelpOptions = true)
final class LoadMergeCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FOLDER",
            description = "Where the shards' results lie, or folders around them.")
    private List<Path> folders;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var aftermath = new Aftermath(LoadRun.results(folders));
        return LoadCommand.report(spec, aftermath);
    }
}
