package sh.lfc.nv.emulator.services.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The resource-based policy of a function, a version or an alias ("Working with resource-based IAM policies in
 * Lambda").
 *
 * @param revision changes with the policy
 * @param grants the statements, in the order in which they were added
 * @param json the policy document
 */
record ResourcePolicy(String revision, List<Grant> grants, String json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern SERVICE = Pattern.compile(".*\\.amazonaws\\.com(\\.cn)?");

    /**
     * A statement; what the caller left out is null.
     *
     * @param principal a service, an account, an ARN or {@code *}
     */
    record Grant(
            String sid,
            String principal,
            String action,
            String resource,
            String sourceArn,
            String sourceAccount,
            String eventSourceToken,
            String principalOrgId,
            String functionUrlAuthType,
            Boolean invokedViaFunctionUrl) {

        /** The statement as AWS renders it. */
        ObjectNode json() {
            ObjectNode statement = JSON.createObjectNode();
            statement.put("Sid", sid);
            statement.put("Effect", "Allow");
            if (principal.equals("*")) {
                statement.put("Principal", "*");
            } else if (SERVICE.matcher(principal).matches()) {
                statement.putObject("Principal").put("Service", principal);
            } else {
                statement
                        .putObject("Principal")
                        .put(
                                "AWS",
                                ACCOUNT.matcher(principal).matches()
                                        ? "arn:aws:iam::" + principal + ":root"
                                        : principal);
            }
            statement.put("Action", action);
            statement.put("Resource", resource);
            ObjectNode condition = JSON.createObjectNode();
            ObjectNode equal = JSON.createObjectNode();
            put(equal, "lambda:EventSourceToken", eventSourceToken);
            put(equal, "lambda:FunctionUrlAuthType", functionUrlAuthType);
            put(equal, "aws:PrincipalOrgID", principalOrgId);
            put(equal, "AWS:SourceAccount", sourceAccount);
            if (!equal.isEmpty()) {
                condition.set("StringEquals", equal);
            }
            if (sourceArn != null) {
                condition.putObject("ArnLike").put("AWS:SourceArn", sourceArn);
            }
            if (invokedViaFunctionUrl != null) {
                condition.putObject("Bool").put("lambda:InvokedViaFunctionUrl", invokedViaFunctionUrl.toString());
            }
            if (!condition.isEmpty()) {
                statement.set("Condition", condition);
            }
            return statement;
        }

        private static void put(ObjectNode node, String key, String value) {
            if (value != null) {
                node.put(key, value);
            }
        }
    }

    ResourcePolicy {
        grants = List.copyOf(grants);
    }

    ResourcePolicy(String revision, List<Grant> grants) {
        this(revision, grants, document(grants));
    }

    ResourcePolicy with(Grant grant, String newRevision) {
        List<Grant> all = new ArrayList<>(grants);
        all.add(grant);
        return new ResourcePolicy(newRevision, all);
    }

    ResourcePolicy without(String sid, String newRevision) {
        return new ResourcePolicy(
                newRevision,
                grants.stream().filter(grant -> !grant.sid().equals(sid)).toList());
    }

    boolean has(String sid) {
        return grants.stream().anyMatch(grant -> grant.sid().equals(sid));
    }

    private static String document(List<Grant> grants) {
        ObjectNode document = JSON.createObjectNode();
        document.put("Version", "2012-10-17");
        document.put("Id", "default");
        ArrayNode statements = document.putArray("Statement");
        grants.forEach(grant -> statements.add(grant.json()));
        return document.toString();
    }
}
