package sh.lfc.nv.harness.cli;

import picocli.CommandLine.Command;

/** {@code ./harness iam}: who may do what, and what was done. */
@Command(
        name = "iam",
        description = "Says who may do what and why, and which permissions were used.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {IamExplainCommand.class, IamReportCommand.class})
final class IamCommand {}
