package sh.lfc.nv.emulator.policy;

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
                ? statement.actions().stream().anyMatch(pattern -> action(pattern, action))
                : statement.notActions().stream().noneMatch(pattern -> action(pattern, action));
    }

    private static boolean action(String pattern, String action) {
        return Glob.of(pattern, true, null)
                .filter(glob -> glob.matches(action, true))
                .isPresent();
    }

    /** Trust policies have no resource: the role itself is meant. */
    private static boolean resource(Statement statement, EvaluationRequest request, boolean variables) {
        RequestContext context = variables ? request.context() : null;
        if (!statement.notResources().isEmpty()) {
            return statement.notResources().stream()
                    .noneMatch(pattern -> ArnPattern.matches(pattern, request.resource(), context));
        }
        return statement.resources().isEmpty()
                || statement.resources().stream()
                        .anyMatch(pattern -> ArnPattern.matches(pattern, request.resource(), context));
    }
}
