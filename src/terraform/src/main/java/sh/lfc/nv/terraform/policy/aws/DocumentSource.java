package sh.lfc.nv.terraform.policy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/**
 * Finds the policy documents of a resource. One that names what the same plan makes is known only after the apply as a text;
 * the {@code aws_iam_policy_document} that it comes from has its statements in the plan all the same, with holes where the
 * unknown values belong.
 *
 * @param asked the arguments of a statement that a rule looks at: holes elsewhere leave a document complete
 */
record DocumentSource(Infrastructure infrastructure, Set<String> asked) {
    private static final String TYPE = "aws_iam_policy_document";
    private static final String INSTANCE = "\\[(?:\"(?:\\\\.|[^\"\\\\])*\"|\\d+)\\]";
    private static final Pattern MODULES = Pattern.compile("^(?:module\\.[^.\\[]+(?:" + INSTANCE + ")?\\.)+");
    private static final Pattern KEY = Pattern.compile(INSTANCE + "$");

    /** The document in an attribute. */
    Documents of(Resource resource, String attribute) {
        return resource.willBeSet(attribute)
                ? referredTo(resource, attribute, 1)
                : Documents.of(resource.text("/" + attribute));
    }

    /** The documents in an attribute of each of some nested blocks. */
    Documents ofEach(Resource resource, String block, String attribute) {
        var blocks = resource.value("/" + block);
        if (blocks.isEmpty() && resource.willBeSet(block)) {
            return Documents.UNKNOWN;
        }
        var known = Documents.NONE;
        var unknown = 0;
        for (var i = 0; i < blocks.size(); i++) {
            if (resource.unknown()
                    .at("/%s/%d/%s".formatted(block, i, attribute))
                    .asBoolean()) {
                unknown++;
            } else {
                known = known.and(Documents.of(blocks.path(i).path(attribute).asText("")));
            }
        }
        return unknown == 0 ? known : known.and(referredTo(resource, block, unknown));
    }

    /** What an expression refers to is what it gives, where that is as many documents as it has to give and nothing else. */
    private Documents referredTo(Resource resource, String argument, int count) {
        var blocks = resource.references().getOrDefault(argument, Set.of());
        var documents = blocks.stream()
                .flatMap(block -> instances(block, resource).stream())
                .toList();
        var others = blocks.stream().anyMatch(block -> !block.contains("data." + TYPE + "."));
        return others || documents.size() != count
                ? Documents.UNKNOWN
                : documents.stream().map(this::read).reduce(Documents.NONE, Documents::and);
    }

    /** Of several instances, those in the same instance of the module, and with the same key, where there are such. */
    private List<Resource> instances(String block, Resource user) {
        var all = infrastructure.deferred().stream()
                .filter(source -> source.block().equals(block))
                .toList();
        var near = preferred(all, source -> part(MODULES, source).equals(part(MODULES, user)));
        return preferred(near, source -> part(KEY, source).equals(part(KEY, user)));
    }

    private static List<Resource> preferred(List<Resource> all, Predicate<Resource> wanted) {
        var some = all.stream().filter(wanted).toList();
        return some.isEmpty() ? all : some;
    }

    private static String part(Pattern pattern, Resource resource) {
        var matcher = pattern.matcher(resource.address());
        return matcher.find() ? matcher.group() : "";
    }

    private Documents read(Resource source) {
        var below = of(source, "source_json").and(listed(source, "source_policy_documents"));
        var above = of(source, "override_json").and(listed(source, "override_policy_documents"));
        return below.overriddenBy(statements(source)).overriddenBy(above);
    }

    private Documents listed(Resource source, String argument) {
        if (source.unknown().path(argument).asBoolean()) {
            return Documents.UNKNOWN;
        }
        var texts = source.value("/" + argument);
        var known = Documents.NONE;
        var unknown = 0;
        for (var i = 0; i < texts.size(); i++) {
            if (source.unknown().path(argument).path(i).asBoolean()) {
                unknown++;
            } else {
                known = known.overriddenBy(Documents.of(texts.path(i).asText("")));
            }
        }
        return unknown == 0 ? known : known.overriddenBy(referredTo(source, argument, unknown));
    }

    private Documents statements(Resource source) {
        var marks = source.unknown().path("statement");
        if (marks.asBoolean()) {
            return Documents.UNKNOWN;
        }
        var statements = new ArrayList<JsonNode>();
        var complete = true;
        for (var i = 0; i < source.value("/statement").size(); i++) {
            var mark = marks.path(i);
            complete &= asked.stream()
                    .noneMatch(argument -> mark.path(argument).toString().contains("true"));
            statements.add(statement(source.value("/statement").path(i), mark));
        }
        return new Documents(statements, complete);
    }

    /** As IAM writes it. What is unknown is not in it. */
    private static JsonNode statement(JsonNode written, JsonNode unknown) {
        var statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", written.path("sid").asText(""));
        if (!unknown.path("effect").asBoolean()) {
            statement.put("Effect", written.path("effect").asText("Allow"));
        }
        texts(statement, "Action", written.path("actions"));
        texts(statement, "NotAction", written.path("not_actions"));
        principals(statement, "Principal", written.path("principals"));
        principals(statement, "NotPrincipal", written.path("not_principals"));
        if (unknown.path("condition").asBoolean()) {
            statement.putObject("Condition");
        }
        for (var condition : written.path("condition")) {
            var test = statement
                    .withObject("/Condition")
                    .withObject("/" + condition.path("test").asText());
            texts(test, condition.path("variable").asText(), condition.path("values"));
        }
        return statement;
    }

    private static void principals(ObjectNode statement, String member, JsonNode principals) {
        for (var principal : principals) {
            texts(statement.withObject("/" + member), principal.path("type").asText(), principal.path("identifiers"));
        }
    }

    private static void texts(ObjectNode object, String member, JsonNode texts) {
        if (!texts.isEmpty()) {
            var known = object.withArray("/" + member.replace("~", "~0").replace("/", "~1"));
            texts.forEach(text -> {
                if (text.isTextual()) {
                    known.add(text);
                }
            });
        }
    }
}
