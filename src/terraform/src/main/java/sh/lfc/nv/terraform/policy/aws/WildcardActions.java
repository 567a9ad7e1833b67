package sh.lfc.nv.terraform.policy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/** See {@link AwsPolicies#noWildcardActions}. */
record WildcardActions() implements Finding.Rule {
    private static final Set<String> ASKED = Set.of("effect", "actions", "not_actions");

    @Override
    public String words() {
        return "no policy allows all actions";
    }

    @Override
    public Stream<Finding> findings(Infrastructure infrastructure) {
        var source = new DocumentSource(infrastructure, ASKED);
        return infrastructure.resources().stream().flatMap(resource -> {
            var documents = documents(source, resource);
            var found =
                    documents.allowing().flatMap(WildcardActions::reasons).map(why -> Finding.broken(resource, why));
            return documents.complete()
                    ? found
                    : Stream.concat(found, Stream.of(Finding.unknown(resource, "what its policy allows")));
        });
    }

    private static Stream<String> reasons(JsonNode statement) {
        return Stream.concat(
                Documents.each(statement.path("Action"))
                        .map(JsonNode::asText)
                        .filter(action -> action.equals("*") || action.endsWith(":*"))
                        .map(action -> "it allows " + action),
                statement.has("NotAction") ? Stream.of("it allows all actions but some") : Stream.empty());
    }

    private static Documents documents(DocumentSource source, Resource resource) {
        return switch (resource.type()) {
            case "aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy" ->
                source.of(resource, "policy");
            case "aws_iam_role" -> source.ofEach(resource, "inline_policy", "policy");
            default -> Documents.NONE;
        };
    }
}
