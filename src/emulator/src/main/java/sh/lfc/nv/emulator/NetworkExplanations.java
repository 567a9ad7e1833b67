package sh.lfc.nv.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.gateway.AdminHandler.Answer;
import sh.lfc.nv.emulator.gateway.AdminHandler.Question;
import sh.lfc.nv.emulator.network.Hop;
import sh.lfc.nv.emulator.network.Path;
import sh.lfc.nv.emulator.network.Reachability.Flow;
import sh.lfc.nv.emulator.network.Source;
import sh.lfc.nv.emulator.network.Target;
import sh.lfc.nv.emulator.services.lambda.Lambda;

/**
 * Answers {@code GET /_emulator/network/explain?from=function:NAME&to=TARGET&port=NUMBER} with the path, hop by hop, as
 * JSON: {@code from}, {@code to}, {@code port}, {@code reachable}, {@code hops} (each {@code kind}, {@code passes},
 * {@code text}) and all of it for people as {@code text}.
 *
 * <p>A source is {@code function:NAME} or {@code internet}; a target {@code db:ID}, {@code cache:ID}, {@code aws:SERVICE}
 * or {@code internet:HOST}. The port is the target's own unless told otherwise.
 *
 * @param lambda known once all services are
 */
record NetworkExplanations(NetworkPaths paths, Supplier<Lambda> lambda, Scope scope) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LAST_PORT = 65_535;

    private record End(Target target, int port) {}

    Optional<Answer> answer(Question question) {
        if (!question.argument().equals("explain")) {
            return Optional.empty();
        }
        Source from = source(question.require("from"));
        End to = target(question.require("to"));
        int port = question.parameter("port").map(NetworkExplanations::port).orElse(to.port());
        return Optional.of(Answer.json(json(paths.path(scope, from, to.target(), port, Flow.NEW))));
    }

    private Source source(String text) {
        if (text.equals("internet")) {
            return Source.outside("internet");
        }
        if (!text.startsWith("function:")) {
            throw new IllegalArgumentException("from is function:NAME or internet, not " + text);
        }
        String name = text.substring("function:".length());
        if (!lambda.get().has(scope, name)) {
            throw new IllegalArgumentException("there is no function " + name);
        }
        return paths.function(scope, name);
    }

    private End target(String text) {
        String[] parts = text.split(":", 2);
        String what = parts.length == 2 ? parts[1] : "";
        return switch (what.isEmpty() ? "" : parts[0]) {
            case "db", "cache" ->
                paths.endpoint(scope, text)
                        .map(found ->
                                new End(paths.target(found), found.engine().getPort()))
                        .orElseThrow(() -> new IllegalArgumentException("there is no " + text + " that runs"));
            case "aws" -> new End(NetworkPaths.service(scope, what), NetworkPaths.httpsPort());
            case "internet" -> new End(NetworkPaths.host(scope, what), NetworkPaths.httpsPort());
            default ->
                throw new IllegalArgumentException("to is db:ID, cache:ID, aws:SERVICE or internet:HOST, not " + text);
        };
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= LAST_PORT && Integer.parseInt(text) > 0) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("port is a number from 1 to " + LAST_PORT + ", not " + text);
    }

    private static String json(Path path) {
        ObjectNode json = JSON.createObjectNode();
        json.put("from", path.from());
        json.put("to", path.to());
        json.put("port", path.port());
        json.put("reachable", path.reachable());
        ArrayNode hops = json.putArray("hops");
        for (Hop hop : path.hops()) {
            hops.addObject()
                    .put("kind", hop.kind().name())
                    .put("passes", hop.passes())
                    .put("text", hop.text());
        }
        json.put("text", path.text());
        return json.toString();
    }
}
