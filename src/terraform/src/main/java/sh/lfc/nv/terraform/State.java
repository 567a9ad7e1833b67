package sh.lfc.nv.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sh.lfc.nv.terraform.failure.ActionableException;

/** What Terraform remembers of a configuration: reading it, and surgery on it. As thread-safe as its {@link Terraform}. */
public final class State {
    private final CommandRunner commands;
    private final List<String> lockTimeout;

    State(CommandRunner commands, List<String> lockTimeout) {
        this.commands = commands;
        this.lockTimeout = lockTimeout;
    }

    /** Addresses of all resource instances and data sources, in Terraform's order; empty when nothing was applied. */
    public List<String> list() throws InterruptedException {
        return instances(Terraform.json(commands.ask("show", List.of("-json")))
                        .path("values")
                        .path("root_module"))
                .map(instance -> instance.path("address").asText())
                .toList();
    }

    /**
     * The attributes of one resource instance, sensitive ones included.
     *
     * @throws ActionableException when the state has no such instance
     */
    public JsonNode show(String address) throws InterruptedException {
        return instances(Terraform.json(commands.ask("show", List.of("-json")))
                        .path("values")
                        .path("root_module"))
                .filter(instance -> instance.path("address").asText().equals(address))
                .findFirst()
                .map(instance -> instance.path("values"))
                .orElseThrow(() -> new ActionableException("the state of %s has no %s"
                        .formatted(commands.directory().getFileName(), address)));
    }

    private static Stream<JsonNode> instances(JsonNode module) {
        return Stream.concat(
                StreamSupport.stream(module.path("resources").spliterator(), false),
                StreamSupport.stream(module.path("child_modules").spliterator(), false)
                        .flatMap(State::instances));
    }

    /**
     * The state itself, as it lies in the backend, sensitive values included: a format of Terraform's own that may change
     * with its version.
     *
     * @return missing when nothing was applied yet
     */
    public JsonNode pull() throws InterruptedException {
        var finished = commands.ask("state pull", List.of());
        return finished.outputText().isBlank()
                ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                : Terraform.json(finished);
    }

    /**
     * Renames resources or modules in the state, and changes nothing that exists.
     *
     * @throws TerraformException when there is no {@code from}, or something is called {@code to} already
     */
    public void move(String from, String to) throws InterruptedException {
        commands.run("state mv", withLock(List.of(from, to)));
    }

    /**
     * Forgets resources or modules; what exists goes on existing, without Terraform.
     *
     * @throws TerraformException when none of them is there
     */
    public void remove(String... addresses) throws InterruptedException {
        commands.run("state rm", withLock(List.of(addresses)));
    }

    private List<String> withLock(List<String> addresses) {
        var arguments = new ArrayList<>(lockTimeout);
        arguments.addAll(addresses);
        return arguments;
    }
}
