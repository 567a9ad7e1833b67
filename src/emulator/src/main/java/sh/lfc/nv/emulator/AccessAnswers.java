package sh.lfc.nv.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
 *   <li>{@code policies/PRINCIPAL}: the smallest policies under which it could do again what it did
 *   <li>{@code explain/PRINCIPAL/ACTION/RESOURCE}: what would be decided and why; each part percent-encoded
 * </ul>
 */
record AccessAnswers(AccessControl access) implements AdminHandler.Action {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<String> answer(String argument) {
        String[] parts = argument.split("/");
        for (int i = 0; i < parts.length; i++) {
            parts[i] = URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        return switch (parts[0] + "/" + parts.length) {
            case "report/1" -> Optional.of(json(access.report(Scope.DEFAULT_ACCOUNT)));
            case "policies/2" -> Optional.of(json(access.smallestPolicies(parts[1])));
            case "explain/4" ->
                access.explain(parts[1], parts[2], parts[3], Map.of()).map(AccessAnswers::shown);
            default -> Optional.empty();
        };
    }

    private static String shown(Decision decision) {
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

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
