package sh.lfc.nv.harness.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code eval "$(./harness env)"}: the stock tools of this shell work against the running system. */
@Command(
        name = "env",
        description = "Prints shell commands that make aws, terraform and curl work against the running system:"
                + " eval \"$$(./harness env)\"",
        mixinStandardHelpOptions = true)
final class EnvCommand implements Runnable {
    @Mixin
    private TerraformProgram program;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        var checkout = Main.checkout(spec);
        var target = Sessions.attach(Sessions.required(checkout));
        var tools = new ToolEnvironment(checkout, target, program.setup(checkout));
        var out = spec.commandLine().getOut();
        out.println("unset " + String.join(" ", ToolEnvironment.UNSET));
        tools.variables().entrySet().stream().map(EnvCommand::export).forEach(out::println);
        out.println(ToolEnvironment.AWS_FUNCTION);
        out.flush();
    }

    private static String export(Map.Entry<String, String> variable) {
        return "export %s=%s".formatted(variable.getKey(), quoted(variable.getValue()));
    }

    /** As a POSIX shell reads it back, whatever it holds. */
    static String quoted(String value) {
        return Optional.of(value)
                .filter(text -> text.matches("[A-Za-z0-9_./:@%+=-]+"))
                .orElse("'" + value.replace("'", "'\\''") + "'");
    }
}
