package sh.lfc.nv.harness.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * The resources of a state as {@code terraform show -json} tells them. They are taken from the state itself, as Terraform 1.11.4
 * crashes when it is to show one with ephemeral resources.
 */
final class StandingResources {
    private StandingResources() {}

    /** @param pulled what {@code terraform state pull} answers, format 4 */
    static JsonNode of(JsonNode pulled) {
        var json = JsonNodeFactory.instance;
        var shown = json.objectNode();
        var resources = shown.putObject("values").putObject("root_module").putArray("resources");
        for (var resource : pulled.path("resources")) {
            for (var instance : resource.path("instances")) {
                var one = resources.addObject();
                one.put("address", address(resource, instance));
                one.set("mode", resource.path("mode"));
                one.set("type", resource.path("type"));
                one.set("name", resource.path("name"));
                one.set("values", instance.path("attributes"));
            }
        }
        return shown;
    }

    private static String address(JsonNode resource, JsonNode instance) {
        var plain = resource.path("type").asText() + "." + resource.path("name").asText();
        var key = instance.path("index_key");
        return key.isMissingNode() ? plain : plain + "[" + key + "]";
    }
}
