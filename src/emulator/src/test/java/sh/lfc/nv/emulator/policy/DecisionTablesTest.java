package sh.lfc.nv.emulator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The evaluator against tables of what AWS documents; the tables say how they are read. */
class DecisionTablesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "123456789012";
    private static final String OTHER_ACCOUNT = "999999999999";
    private static final String ACTION = "sqs:SendMessage";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/app/worker";
    private static final String SESSION = "arn:aws:sts::" + ACCOUNT + ":assumed-role/worker/run";
    private static final String USER = "arn:aws:iam::" + ACCOUNT + ":user/alice";
    private static final String PROVIDER = "arn:aws:iam::" + ACCOUNT + ":oidc-provider/issuer.example";
    private static final Requester ALICE = Requester.user(USER, "AIDAALICE");

    private static Stream<String> rows(String table) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(DecisionTablesTest.class.getResourceAsStream(table), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }

    static Stream<String> decisions() throws IOException {
        return rows("decisions.txt");
    }

    static Stream<String> conditions() throws IOException {
        return rows("conditions.txt");
    }

    static Stream<String> elements() throws IOException {
        return rows("elements.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decisions")
    void policiesTogetherDecideAsDocumented(String row) throws Exception {
        String[] cells = row.split("\\s+");
        String owner = cells[1].equals("cross") ? OTHER_ACCOUNT : ACCOUNT;
        String queue = "arn:aws:sqs:us-east-1:" + owner + ":jobs";
        PolicyBundle policies = new PolicyBundle(
                own(cells[2]), resource(cells[3]), own(cells[4]), own(cells[5]), cells[1].equals("decides"));

        Decision decision = PolicyEvaluator.evaluate(
                new EvaluationRequest(requester(cells[0]), ACTION, queue, owner, RequestContext.EMPTY), policies);

        assertThat(decision.outcome()).hasToString(cells[6]);
    }

    private static Requester requester(String who) {
        return switch (who) {
            case "role" -> Requester.session(SESSION, ROLE, "AROAWORKER:run");
            case "user" -> ALICE;
            case "root" -> Requester.root(ACCOUNT);
            case "service" -> Requester.service("sns.amazonaws.com");
            case "federated" -> Requester.federated(PROVIDER);
            case "anonymous" -> Requester.anonymous();
            default -> throw new IllegalArgumentException(who);
        };
    }

    private static List<NamedPolicy> own(String says) throws PolicySyntaxException {
        return switch (says) {
            case "-" -> List.of();
            case "allow" -> List.of(policy(PolicyKind.IDENTITY, statement("Allow", "Action", ACTION, "Resource", "*")));
            case "deny" -> List.of(policy(PolicyKind.IDENTITY, statement("Deny", "Action", ACTION, "Resource", "*")));
            case "other" -> List.of(policy(PolicyKind.IDENTITY, statement("Allow", "Action", "s3:*", "Resource", "*")));
            default -> throw new IllegalArgumentException(says);
        };
    }

    private static List<NamedPolicy> resource(String says) throws PolicySyntaxException {
        if (says.equals("-")) {
            return List.of();
        }
        ObjectNode statement = statement(says.equals("deny") ? "Deny" : "Allow", "Action", ACTION, "Resource", "*");
        switch (says) {
            case "account" -> statement.putObject("Principal").put("AWS", "arn:aws:iam::" + ACCOUNT + ":root");
            case "role" -> statement.putObject("Principal").put("AWS", ROLE);
            case "session" -> statement.putObject("Principal").put("AWS", SESSION);
            case "user" -> statement.putObject("Principal").put("AWS", USER);
            case "service" -> statement.putObject("Principal").put("Service", "sns.amazonaws.com");
            case "provider" -> statement.putObject("Principal").put("Federated", PROVIDER);
            case "*", "deny" -> statement.put("Principal", "*");
            case "other" -> statement.putObject("Principal").put("AWS", "arn:aws:iam::" + ACCOUNT + ":user/mallory");
            default -> throw new IllegalArgumentException(says);
        }
        return List.of(policy(PolicyKind.RESOURCE, statement));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void conditionsAreMetAsDocumented(String row) throws Exception {
        String[] cells = row.split("\\s*\\|\\s*");
        ObjectNode statement = statement("Allow", "Action", ACTION, "Resource", "*");
        ArrayNode wanted = statement.putObject("Condition").putObject(cells[0]).putArray("x:key");
        Stream.of(cells[1].split(" , ")).forEach(wanted::add);
        Map<String, List<String>> context = new HashMap<>(TAGS);
        if (!cells[2].equals("-")) {
            context.put("X:Key", List.of(cells[2].split(" , ")));
        }

        Decision decision = PolicyEvaluator.evaluate(
                new EvaluationRequest(ALICE, ACTION, "*", ACCOUNT, RequestContext.of(context)),
                PolicyBundle.ofIdentity(policy(PolicyKind.IDENTITY, statement)));

        assertThat(decision.allowed()).isEqualTo(cells[3].equals("yes"));
    }

    private static final Map<String, List<String>> TAGS =
            Map.of("aws:PrincipalTag/team", List.of("red"), "aws:PrincipalTag/path", List.of("a*b"));

    @ParameterizedTest(name = "{0}")
    @MethodSource("elements")
    void statementsAreAboutWhatTheirElementsSay(String row) throws Exception {
        String[] cells = row.split(" \\| ");
        List<ObjectNode> statements = new ArrayList<>();
        for (String text : cells[0].split(" ; ")) {
            String[] words = text.split(" ");
            statements.add(statement(words[0], words[1], words[2], words[3], words[4]));
        }

        Decision decision = PolicyEvaluator.evaluate(
                new EvaluationRequest(ALICE, cells[1], cells[2], ACCOUNT, RequestContext.of(TAGS)),
                PolicyBundle.ofIdentity(policy(PolicyKind.IDENTITY, statements.toArray(ObjectNode[]::new))));

        assertThat(decision.outcome()).hasToString(cells[3]);
    }

    private static ObjectNode statement(
            String effect, String actions, String wantedActions, String resources, String wantedResources) {
        ObjectNode statement = JSON.createObjectNode().put("Effect", effect);
        Stream.of(wantedActions.split(",")).forEach(statement.withArray(actions)::add);
        Stream.of(wantedResources.split(",")).forEach(statement.withArray(resources)::add);
        return statement;
    }

    private static NamedPolicy policy(PolicyKind kind, ObjectNode... statements) throws PolicySyntaxException {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        for (ObjectNode statement : statements) {
            document.withArray("Statement").add(statement);
        }
        return new NamedPolicy(kind.name(), kind.parse(document.toString()));
    }
}
