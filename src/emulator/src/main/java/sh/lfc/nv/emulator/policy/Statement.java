package sh.lfc.nv.emulator.policy;

import java.util.List;
import java.util.Map;

/**
 * One statement of a policy; what a statement leaves out is an empty list or map here.
 *
 * @param sid the statement's name within its policy, or null
 * @param effect whether it allows or denies
 * @param principals by type ({@code AWS}, {@code Service}, {@code Federated}, {@code CanonicalUser}) whom it is about;
 *     the principal {@code "*"} is the type {@code "*"} with the value {@code "*"}
 * @param notPrincipals whom it is not about
 * @param actions what it is about, patterns included
 * @param notActions what it is not about
 * @param resources the ARNs it is about, patterns and variables included
 * @param notResources the ARNs it is not about
 * @param conditions by operator, by key: the values
 */
public record Statement(
        String sid,
        Effect effect,
        Map<String, List<String>> principals,
        Map<String, List<String>> notPrincipals,
        List<String> actions,
        List<String> notActions,
        List<String> resources,
        List<String> notResources,
        Map<String, Map<String, List<String>>> conditions) {

    /** What a statement does to the requests that it matches. */
    public enum Effect {
        ALLOW,
        DENY
    }

    public Statement {
        principals = Map.copyOf(principals);
        notPrincipals = Map.copyOf(notPrincipals);
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
        resources = List.copyOf(resources);
        notResources = List.copyOf(notResources);
        conditions = Map.copyOf(conditions);
    }
}
