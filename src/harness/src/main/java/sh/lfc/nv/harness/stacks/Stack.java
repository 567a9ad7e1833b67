package sh.lfc.nv.harness.stacks;

import java.util.Set;
import java.util.TreeSet;

/**
 * A Terraform configuration that is applied by itself.
 *
 * @param name of the stack and of its folder
 * @param dependsOn the stacks that must stand before this one is applied
 * @param description what it makes, in a few words
 */
public record Stack(String name, Set<String> dependsOn, String description) {
    public Stack {
        dependsOn = java.util.Collections.unmodifiableSet(new TreeSet<>(dependsOn));
    }
}
