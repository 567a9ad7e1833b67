package sh.lfc.nv.terraform;

import java.util.List;

/**
 * Several states of one configuration in one backend. Which one is current is remembered in the folder, so commands after
 * {@link #select} work on it. As thread-safe as its {@link Terraform}.
 */
public final class Workspaces {
    private final CommandRunner commands;

    Workspaces(CommandRunner commands) {
        this.commands = commands;
    }

    /** All names; {@code default} is always there. */
    public List<String> list() throws InterruptedException {
        return commands.ask("workspace list", List.of()).output().stream()
                .map(line -> line.replaceFirst("^[* ] ", "").strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The name of the one that commands work on. */
    public String current() throws InterruptedException {
        return commands.ask("workspace show", List.of()).outputText().strip();
    }

    /**
     * Makes an empty one and goes there.
     *
     * @throws TerraformException when there is one of that name
     */
    public void create(String name) throws InterruptedException {
        commands.run("workspace new", List.of("-no-color", name));
    }

    /**
     * Goes to one.
     *
     * @throws TerraformException when there is none of that name
     */
    public void select(String name) throws InterruptedException {
        commands.run("workspace select", List.of("-no-color", name));
    }

    /** Goes to one, which is made if there is none. */
    public void selectOrCreate(String name) throws InterruptedException {
        commands.run("workspace select", List.of("-no-color", "-or-create", name));
    }

    /**
     * Removes one.
     *
     * @throws TerraformException when it is the current one, holds resources, or does not exist
     */
    public void delete(String name) throws InterruptedException {
        commands.run("workspace delete", List.of("-no-color", name));
    }
}
