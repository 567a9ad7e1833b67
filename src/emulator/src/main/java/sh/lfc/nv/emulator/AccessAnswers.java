package sh.lfc.nv.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.authorization.AccessControl;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.gateway.AdminHandler;
import sh.lfc.nv.emulator.policy.Decision;
import sh.lfc.nv.emulator.policy.Statement;

/**
 * Why somebody may do something, and what everybody did, in JSON:
 *
 * <ul>
 *   <li>{@code report}: what each principal used, never used and was refused
 *   <li>{@code policies?principal=}: the smallest policies under which it could do again what it did
 *   <li>{@code explain?principal=&action=&resource=}: what would be decided and why
 * </ul>
 */
record AccessAnswers(AccessControl access) implements AdminHandler.Action {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<AdminHandler.Answer> answer(AdminHandler.Question asked) {
        return switch (asked.argument()) {
            case "report" -> Optional.of(json(access.report(Scope.DEFAULT_ACCOUNT)));
            case "policies" -> Optional.of(json(access.smallestPolicies(asked.require("principal"))));
            case "explain" -> Optional.of(shown(explained(asked)));
            default -> Optional.empty();
        };
    }

    private Decision explained(AdminHandler.Question asked) {
        String principal = asked.require("principal");
        return access.explain(
                        principal,
                        asked.require("action"),
                        asked.parameter("resource").orElse("*"),
                        Map.of())
                .orElseThrow(() -> new IllegalArgumentException("there is no principal " + principal));
    }

    private static AdminHandler.Answer shown(Decision decision) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("decision", decision.outcome().toString());
        shown.put("explanation", decision.explanation());
        List<Map<String, Object>> statements = new ArrayList<>();
        for (Decision.Match match : decision.matched()) {
            Map<String, Object> statement = new LinkedHashMap<>();
            statement.put("source", match.source().name().toLowerCase(Locale.ROOT));
            statement.put("policy", match.policy());
            statement.put("statement", match.index() + 1);
            statement.put(
                    "sid",
                    match.statement().sid() == null ? "" : match.statement().sid());
            statement.put("effect", match.statement().effect() == Statement.Effect.ALLOW ? "Allow" : "Deny");
            statement.put("actions", match.statement().actions());
            statement.put("notActions", match.statement().notActions());
            statement.put("resources", match.statement().resources());
            statement.put("notResources", match.statement().notResources());
            statement.put("conditions", match.statement().conditions());
            statements.add(statement);
        }
        shown.put("statements", statements);
        return json(shown);
    }

    private static AdminHandler.Answer json(Object value) {
        try {
            return AdminHandler.Answer.json(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
