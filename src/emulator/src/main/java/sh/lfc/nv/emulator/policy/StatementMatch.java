package sh.lfc.nv.emulator.policy;

import java.util.List;

/** Whether a statement is about a request: its action, its resource and its conditions. */
final class StatementMatch {

    private StatementMatch() {}

    /**
     * @param variables whether policy variables are replaced, which is so in policies of version 2012-10-17
     */
    static boolean matches(Statement statement, EvaluationRequest request, boolean variables) {
        return action(statement, request.action())
                && resource(statement, request, variables)
                && Conditions.met(statement.conditions(), request.context(), variables);
    }

    private static boolean action(Statement statement, String action) {
        return statement.notActions().isEmpty()
                ? anyAction(statement.actions(), action)
                : !anyAction(statement.notActions(), action);
    }

    private static boolean anyAction(List<String> patterns, String action) {
        for (String pattern : patterns) {
            if (Patterns.action(pattern, action)) {
                return true;
            }
        }
        return false;
    }

    /** Trust policies have no resource: the role itself is meant. */
    private static boolean resource(Statement statement, EvaluationRequest request, boolean variables) {
        RequestContext context = variables ? request.context() : null;
        if (!statement.notResources().isEmpty()) {
            return !anyResource(statement.notResources(), request.resource(), context);
        }
        return statement.resources().isEmpty() || anyResource(statement.resources(), request.resource(), context);
    }

    private static boolean anyResource(List<String> patterns, String resource, RequestContext context) {
        for (String pattern : patterns) {
            if (ArnPattern.matches(pattern, resource, context)) {
                return true;
            }
        }
        return false;
    }
}
