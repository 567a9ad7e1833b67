package sh.lfc.nv.terraform.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the configuration in a plan says where values are not known yet: which arguments are set, and to which resources
 * their expressions refer. References lead through variables and outputs of modules; through locals, which Terraform does
 * not show, they do not.
 */
final class Expressions {
    private static final int DEEPEST = 20;

    /** Words that lead to no resource. */
    private static final Set<String> OTHERS =
            Set.of("count.index", "each.key", "path.cwd", "path.module", "path.root", "terraform.workspace");

    private final Map<String, JsonNode> blocks = new HashMap<>();
    private final Map<String, JsonNode> loops = new HashMap<>();
    private final Map<String, JsonNode> modules = new HashMap<>();
    private final Map<String, JsonNode> calls = new HashMap<>();

    Expressions(JsonNode rootModule) {
        read("", rootModule);
    }

    /** @param prefix of addresses in the module: empty, or {@code module.a.module.b.} */
    private void read(String prefix, JsonNode module) {
        modules.put(prefix, module);
        module.path("resources").forEach(resource -> {
            var address = prefix + resource.path("address").asText();
            blocks.put(address, resource.path("expressions"));
            loops.put(address, resource.path("for_each_expression"));
        });
        module.path("module_calls").properties().forEach(call -> {
            var inner = prefix + "module." + call.getKey() + ".";
            calls.put(inner, call.getValue().path("expressions"));
            read(inner, call.getValue().path("module"));
        });
    }

    JsonNode of(String block) {
        return blocks.getOrDefault(block, MissingNode.getInstance());
    }

    /** By the names of arguments and of nested blocks; of these, what all arguments in them refer to. */
    Map<String, Set<String>> references(String block) {
        var found = new HashMap<String, Set<String>>();
        if (blocks.containsKey(block)) {
            blocks.get(block).properties().forEach(argument -> {
                var resources = new HashSet<String>();
                collect(block, argument.getValue(), resources);
                found.put(argument.getKey(), Set.copyOf(resources));
            });
        }
        return found;
    }

    private void collect(String block, JsonNode expression, Set<String> found) {
        if (expression.isArray()) {
            expression.forEach(
                    nested -> nested.properties().forEach(argument -> collect(block, argument.getValue(), found)));
            return;
        }
        var prefix = prefixOf(block);
        for (var reference : expression.path("references")) {
            var loop = loops.getOrDefault(block, MissingNode.getInstance());
            if (reference.asText().startsWith("each.value") && loop.has("references")) {
                loop.path("references").forEach(over -> resolve(prefix, over.asText(), found, 0));
            } else {
                resolve(prefix, reference.asText(), found, 0);
            }
        }
    }

    private void resolve(String prefix, JsonNode references, Set<String> found, int depth) {
        references.forEach(reference -> resolve(prefix, reference.asText(), found, depth));
    }

    private void resolve(String prefix, String reference, Set<String> found, int depth) {
        if (depth > DEEPEST || OTHERS.contains(reference)) {
            return;
        }
        var parts = Infrastructure.withoutKeys(reference).split("\\.");
        if (parts[0].equals("var") && parts.length > 1 && calls.containsKey(prefix)) {
            var outside = prefix.substring(0, prefix.length() - lastCall(prefix).length());
            resolve(outside, calls.get(prefix).path(parts[1]).path("references"), found, depth + 1);
        } else if (parts[0].equals("module") && parts.length > 2) {
            var inner = prefix + "module." + parts[1] + ".";
            var output = modules.containsKey(inner)
                    ? modules.get(inner).path("outputs").path(parts[2])
                    : MissingNode.getInstance();
            resolve(inner, output.path("expression").path("references"), found, depth + 1);
        } else if (parts[0].equals("data") && parts.length > 2) {
            found.add(prefix + "data." + parts[1] + "." + parts[2]);
        } else if (parts.length > 1 && !parts[0].equals("module") && !parts[0].equals("data")) {
            found.add(prefix + parts[0] + "." + parts[1]);
        }
    }

    private static String lastCall(String prefix) {
        var parts = prefix.split("\\.");
        return "module." + parts[parts.length - 1] + ".";
    }

    private static String prefixOf(String block) {
        var end = block.lastIndexOf('.', block.lastIndexOf('.') - 1);
        var prefix = end < 0 ? "" : block.substring(0, end + 1);
        return prefix.endsWith("data.") ? prefix.substring(0, prefix.length() - "data.".length()) : prefix;
    }
}
