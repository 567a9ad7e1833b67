package sh.lfc.nv.terraform.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sh.lfc.nv.terraform.Plan;

/** Plans of one resource or two, in the form that Terraform documents, for rules about resources of any provider. */
public final class PlanJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanJson() {}

    /** What a plan makes: entries of {@code planned_values}, {@code resource_changes} and {@code configuration}. */
    public static Infrastructure planned(String resources, String changes, String configured) {
        return Infrastructure.planned(plan(resources, changes, configured));
    }

    /** The same where all values are known. */
    public static Infrastructure planned(String resources) {
        return planned(resources, "", "");
    }

    /** One resource of a type, with known values. */
    public static Infrastructure one(String type, String values) {
        return planned("{\"address\": \"%s.x\", \"mode\": \"managed\", \"type\": \"%s\", \"values\": %s}"
                .formatted(type, type, values));
    }

    static Plan plan(String resources, String changes, String configured) {
        try {
            var file = Files.createTempFile("plan", ".json");
            try {
                Files.writeString(file, text(resources, changes, configured));
                return Plan.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String resources, String changes, String configured) {
        return """
                {
                  "planned_values": {"root_module": {"resources": [%s]}},
                  "resource_changes": [%s],
                  "configuration": {"root_module": {"resources": [%s]}}
                }"""
                .formatted(resources, changes, configured);
    }

    /** A file of the same. */
    public static Path write(Path file, String resources) {
        try {
            return Files.writeString(file, text(resources, "", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
