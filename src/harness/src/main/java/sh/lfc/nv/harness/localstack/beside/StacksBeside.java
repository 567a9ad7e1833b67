package sh.lfc.nv.harness.localstack.beside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.CopiedStacks;
import sh.lfc.nv.terraform.Variables;

/**
 * The stacks with servers beside AWS: a copy of them in which Terraform finds override files as well, and the variables that
 * these declare. Without such servers the stacks are the checkout's own.
 */
public final class StacksBeside {
    private static final Path OVERRIDES = Path.of("localstack", "overrides");
    private static final Pattern DECLARED = Pattern.compile("^variable \"([a-z0-9_]+)\"", Pattern.MULTILINE);

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
            for (var overrides : overrides(original, engine)) {
                put(overrides, values(engine, server, original));
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

    /** The folders of an engine, each with what is added to a stack of its name. */
    static List<Path> overrides(Checkout checkout, Engine engine) {
        return list(checkout.root().resolve(OVERRIDES).resolve(engine.key()));
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

    private void put(Path overrides, Map<String, Object> values) {
        var stack = overrides.getFileName().toString();
        try {
            for (var file : list(overrides)) {
                Files.copy(file, stacks.stack(stack).resolve(file.getFileName()));
                for (var name : declared(Files.readString(file))) {
                    variables.merge(
                            stack,
                            Variables.NONE.with(name, values.get(name)),
                            (before, more) -> before.with(name, values.get(name)));
                }
            }
        } catch (IOException e) {
            throw new HarnessException(
                    "cannot add %s to the stack %s: %s".formatted(overrides, stack, e.getMessage()), e);
        }
    }

    private static List<String> declared(String configuration) {
        return DECLARED.matcher(configuration)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<Path> list(Path folder) {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException("there are no overrides in " + folder, e);
        }
        return found.stream().sorted().toList();
    }
}
