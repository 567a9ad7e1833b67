package sh.lfc.nv.emulator.authorization;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which permissions each operation of a service needs ("Service Authorization Reference").
 *
 * <p>A table is text, a line each:
 *
 * <pre>
 * service lambda                                   the prefix of its actions
 * resource function arn:{partition}:lambda:{region}:{account}:function:{FunctionName|function}
 *
 * Invoke                      InvokeFunction   function
 * CreateFunction              =                function
 * +                           iam:PassRole     {Role}    iam:PassedToService=lambda.amazonaws.com
 * ListFunctions,GetAccountSettings  =          *
 * GetObject                   GetObject        object    unless VersionId
 * +                           GetObjectVersion object    if VersionId
 * ?                           ListBucket       bucket
 * GetCallerIdentity           -
 * AssumeRoleWithWebIdentity   anyone
 * </pre>
 *
 * <p>A row names operations, an action ({@code =}: called as the operation; {@code -}: none is
 * needed; {@code anyone}: not even credentials), and a resource: the name
 * of a kind, an ARN, or {@code *}. A row that begins with {@code +} adds a permission to the operation above it; one
 * that begins with {@code ?} states the permission without which a caller is not told that something is not there.
 * Then follow context keys with their values, and {@code if Member}, {@code if Member=value} or {@code unless …}. A key
 * that stands twice has the values of both.
 *
 * <p>A context key that ends with {@code *} stands for one key for each entry of a map.
 *
 * <p>In braces stand members of the request by their path, and {@code partition}, {@code region} and {@code account}
 * of the call. Behind a bar stands what is done to the value: see {@link Placeholder}. A list makes a permission for
 * each of its values. An operation that is not in its service's table needs the action of its own name on {@code *}.
 */
final class ActionTable {

    private final String prefix;
    private final Map<String, List<Requirement>> operations;
    private final Set<String> forAnyone;

    private ActionTable(String prefix, Map<String, List<Requirement>> operations, Set<String> forAnyone) {
        this.prefix = prefix;
        this.operations = operations;
        this.forAnyone = forAnyone;
    }

    /** The table of a service. */
    static ActionTable load(String sdkPackage) {
        try (InputStream in = ActionTable.class.getResourceAsStream(sdkPackage + ".actions")) {
            if (in == null) {
                throw new IllegalStateException("there is no table of actions for " + sdkPackage);
            }
            return read(
                    sdkPackage,
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an operation needs, by its name. */
    List<Requirement> requirements(String operation) {
        return operations.getOrDefault(
                operation,
                List.of(new Requirement(
                        prefix + ":" + operation, "*", Map.of(), Requirement.Guard.ALWAYS, Requirement.Role.NEEDED)));
    }

    /** Whether an operation may be called without credentials. */
    boolean isForAnyone(String operation) {
        return forAnyone.contains(operation);
    }

    /** The operations that stand in the table. */
    Set<String> operations() {
        return operations.keySet();
    }

    static ActionTable read(String name, List<String> lines) {
        Reader reader = new Reader();
        for (int i = 0; i < lines.size(); i++) {
            try {
                reader.line(lines.get(i).replaceFirst("(^|\\s)#.*", "").trim());
            } catch (RuntimeException e) {
                throw new IllegalStateException(name + ".actions, line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new ActionTable(
                reader.prefix, Collections.unmodifiableMap(reader.operations), Set.copyOf(reader.forAnyone));
    }

    private static final class Reader {

        private String prefix;
        private final Map<String, String> kinds = new HashMap<>();
        /** The SDK's classes spell operations otherwise than the wire: {@code CreateDbInstance}. */
        private final Map<String, List<Requirement>> operations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        private final Set<String> forAnyone = new HashSet<>();
        private List<String> current = List.of();

        void line(String line) {
            String[] words = line.split("\\s+");
            switch (words[0]) {
                case "" -> {}
                case "service" -> prefix = words[1];
                case "resource" -> kinds.put(words[1], words[2]);
                case "+" -> add(words, Requirement.Role.NEEDED);
                case "?" -> add(words, Requirement.Role.KNOWS_ABSENCE);
                default -> {
                    current = List.of(words[0].split(","));
                    for (String operation : current) {
                        if (operations.put(operation, new ArrayList<>()) != null) {
                            throw new IllegalArgumentException(operation + " stands twice");
                        }
                    }
                    add(words, Requirement.Role.NEEDED);
                }
            }
        }

        private void add(String[] words, Requirement.Role role) {
            if (words[1].equals("-")) {
                return;
            }
            if (words[1].equals("anyone")) {
                forAnyone.addAll(current);
                return;
            }
            if (words.length < 3) {
                throw new IllegalArgumentException("operation, action and resource are needed");
            }
            Map<String, String> conditions = new LinkedHashMap<>();
            Requirement.Guard guard = Requirement.Guard.ALWAYS;
            for (int i = 3; i < words.length; i++) {
                if (words[i].equals("if") || words[i].equals("unless")) {
                    String[] asked = words[i + 1].split("=", 2);
                    guard = new Requirement.Guard(
                            asked[0], asked.length == 1 ? null : asked[1], words[i].equals("unless"));
                    i++;
                } else {
                    String[] pair = words[i].split("=", 2);
                    conditions.merge(pair[0], pair[1], (first, second) -> first + " " + second);
                }
            }
            for (String operation : current) {
                operations
                        .get(operation)
                        .add(new Requirement(action(words[1], operation), resource(words[2]), conditions, guard, role));
            }
        }

        private String action(String word, String operation) {
            String name = word.equals("=") ? operation : word;
            return name.contains(":") ? name : prefix + ":" + name;
        }

        private String resource(String word) {
            if (word.equals("*") || word.startsWith("arn:") || word.startsWith("{")) {
                return word;
            }
            String template = kinds.get(word);
            if (template == null) {
                throw new IllegalArgumentException("there is no kind of resource called " + word);
            }
            return template;
        }
    }
}
