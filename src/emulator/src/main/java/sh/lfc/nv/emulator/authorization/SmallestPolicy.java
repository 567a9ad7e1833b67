package sh.lfc.nv.emulator.authorization;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The smallest policies under which what was done could be done again.
 *
 * <p>Identifiers that AWS chooses when something is made are wildcards, since they will be others the next time; names
 * are kept. What would be longer than a managed policy may be is cut into several.
 */
final class SmallestPolicy {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In characters, without white space ("IAM and AWS STS quotas"). */
    private static final int MANAGED_POLICY_LIMIT = 6144;

    private static final int FRAME = 60;

    /** So many objects of a bucket are named; more are what came to be in it by chance. */
    private static final int OBJECTS_BY_NAME = 5;

    /**
     * What AWS chooses.
     *
     * @param with what is put in its place
     */
    private record Chosen(Pattern pattern, String with) {

        static Chosen of(String pattern, String with) {
            return new Chosen(Pattern.compile(pattern), with);
        }
    }

    private static final List<Chosen> CHOSEN = List.of(
            Chosen.of("/[a-z]+-[0-9a-f]{8,17}\\b", "/*"),
            Chosen.of("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "*"),
            Chosen.of("(?<=:db:)db-[a-z0-9]{26}", "*"),
            Chosen.of("(?<=hostedzone/|change/)[A-Z0-9]+", "*"),
            Chosen.of("(?<=/(?:apis|authorizers|integrations|routes|deployments|apimappings)/)[a-z0-9]{6,10}", "*"),
            Chosen.of("(?<=:::)([^/]+/[^/]+)/.*\\b20\\d\\d/\\d\\d/\\d\\d/.*", "$1/*"),
            Chosen.of("(?<=:secret:)(.+)-[A-Za-z0-9]{6}$", "$1-??????"));

    private SmallestPolicy() {}

    /** The documents, as JSON, for a principal. */
    static List<String> of(List<AccessReport.Use> uses) {
        Map<String, TreeSet<String>> resources = new TreeMap<>();
        uses.forEach(use -> resources
                .computeIfAbsent(use.action(), action -> new TreeSet<>())
                .add(general(use.resource())));
        Map<String, TreeSet<String>> actions = new TreeMap<>();
        resources.forEach(
                (action, on) -> actions.computeIfAbsent(String.join("\n", covering(on)), key -> new TreeSet<>())
                        .add(action));
        List<ObjectNode> statements = new ArrayList<>();
        actions.forEach((on, does) -> statements.add(statement(does, List.of(on.split("\n")))));
        return documents(statements);
    }

    /** Without those that another pattern of them covers; of many objects in a bucket, the bucket's all. */
    private static List<String> covering(TreeSet<String> patterns) {
        if (patterns.contains("*") || patterns.contains(Usage.OTHERS)) {
            return List.of("*");
        }
        Map<String, Long> objects = patterns.stream()
                .filter(SmallestPolicy::isObject)
                .collect(Collectors.groupingBy(SmallestPolicy::inBucket, Collectors.counting()));
        return patterns.stream()
                .map(pattern -> isObject(pattern) && objects.get(inBucket(pattern)) > OBJECTS_BY_NAME
                        ? inBucket(pattern)
                        : pattern)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isObject(String arn) {
        return arn.startsWith("arn:aws:s3:::") && arn.indexOf('/') > 0;
    }

    /** What covers all objects of the bucket that an object is in. */
    private static String inBucket(String object) {
        return object.substring(0, object.indexOf('/')) + "/*";
    }

    private static String general(String resource) {
        String general = resource;
        for (Chosen each : CHOSEN) {
            general = each.pattern().matcher(general).replaceAll(each.with());
        }
        return general;
    }

    private static ObjectNode statement(TreeSet<String> actions, List<String> resources) {
        ObjectNode statement = JSON.createObjectNode().put("Effect", "Allow");
        fill(statement.putArray("Action"), actions.stream());
        fill(statement.putArray("Resource"), resources.stream());
        return statement;
    }

    private static void fill(ArrayNode array, Stream<String> values) {
        values.forEach(array::add);
    }

    private static List<String> documents(List<ObjectNode> statements) {
        List<String> documents = new ArrayList<>();
        ObjectNode current = document();
        int length = FRAME;
        for (ObjectNode statement : statements) {
            int more = statement.toString().length() + 1;
            if (length + more > MANAGED_POLICY_LIMIT && length > FRAME) {
                documents.add(current.toString());
                current = document();
                length = FRAME;
            }
            current.withArray("Statement").add(statement);
            length += more;
        }
        if (length > FRAME) {
            documents.add(current.toString());
        }
        return documents;
    }

    private static ObjectNode document() {
        return JSON.createObjectNode().put("Version", "2012-10-17");
    }
}
