package sh.lfc.nv.terraform.policy.aws;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.Violation;

/** See {@link AwsPolicies#noWildcardActions}. */
record WildcardActions() implements Policy {
    private static final String RULE = "no policy allows all actions";

    @Override
    public List<Violation> check(Infrastructure infrastructure) {
        return infrastructure.resources().stream()
                .flatMap(resource -> documents(resource)
                        .flatMap(document -> Documents.allowing(document).stream())
                        .flatMap(statement -> Stream.concat(
                                Documents.each(statement.path("Action"))
                                        .map(com.fasterxml.jackson.databind.JsonNode::asText)
                                        .filter(action -> action.equals("*") || action.endsWith(":*"))
                                        .map(action -> "it allows " + action),
                                statement.has("NotAction")
                                        ? Stream.of("it allows all actions but some")
                                        : Stream.empty()))
                        .distinct()
                        .map(why -> new Violation(resource.address(), RULE, why)))
                .toList();
    }

    private static Stream<String> documents(Resource resource) {
        return switch (resource.type()) {
            case "aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy" ->
                Stream.of(resource.text("/policy"));
            case "aws_iam_role" ->
                StreamSupport.stream(resource.value("/inline_policy").spliterator(), false)
                        .map(inline -> inline.path("policy").asText(""));
            default -> Stream.empty();
        };
    }
}
