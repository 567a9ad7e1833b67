package sh.lfc.nv.harness.localstack.beside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.CopiedStacks;
import sh.lfc.nv.terraform.Variables;

/**
 * The stacks with servers beside AWS: a copy of them in which Terraform finds override files as well, and the variables that
 * these use. Without such servers the stacks are the checkout's own.
 */
public final class StacksBeside {
    private static final Path OVERRIDES = Path.of("localstack", "overrides");

    private final Checkout stacks;
    private final Map<String, Variables> variables = new TreeMap<>();

    /** @param folder where the copy is made when one is needed; what an earlier run left there is replaced */
    public StacksBeside(Checkout original, Path folder, Beside beside) {
        if (beside.engines().isEmpty()) {
            stacks = original;
            return;
        }
        stacks = new CopiedStacks(original, folder).checkout();
        beside.servers().forEach((engine, server) -> {
            var values = values(engine, server, original);
            for (var overrides : overrides(original, engine)) {
                var stack = overrides.getFileName().toString();
                lay(overrides, stack);
                lay(overrides.getParent(), stack);
                values.forEach(
                        (name, value) -> variables.put(stack, variables(stack).with(name, value)));
            }
        });
    }

    /** Where the stacks are. */
    public Checkout checkout() {
        return stacks;
    }

    /** What a stack is told about the servers that it uses. */
    public Variables variables(String stack) {
        return variables.getOrDefault(stack, Variables.NONE);
    }

    /**
     * The folders of an engine, each with what is added to the stack of its name; what lies beside them is added to each of
     * these stacks.
     */
    static List<Path> overrides(Checkout checkout, Engine engine) {
        return list(checkout.root().resolve(OVERRIDES).resolve(engine.key()), Files::isDirectory);
    }

    private static Map<String, Object> values(Engine engine, Server server, Checkout checkout) {
        var values = new TreeMap<String, Object>();
        values.put(engine.key() + "_host", server.host());
        values.put(engine.key() + "_port", server.port());
        if (engine == Engine.POSTGRES) {
            values.put("postgres_database", DatabaseLogin.of(checkout).database());
        } else {
            values.put("redis_tls", false);
        }
        return values;
    }

    private void lay(Path overrides, String stack) {
        try {
            for (var file : list(overrides, Files::isRegularFile)) {
                Files.copy(file, stacks.stack(stack).resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new HarnessException(
                    "cannot add %s to the stack %s: %s".formatted(overrides, stack, e.getMessage()), e);
        }
    }

    private static List<Path> list(Path folder, DirectoryStream.Filter<Path> wanted) {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, wanted)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException("there are no overrides in " + folder, e);
        }
        return found.stream().sorted().toList();
    }
}
