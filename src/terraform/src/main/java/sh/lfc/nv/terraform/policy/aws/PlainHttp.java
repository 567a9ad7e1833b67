package sh.lfc.nv.terraform.policy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/** See {@link AwsPolicies#noBucketIsReachedWithoutTls}. */
record PlainHttp() implements Finding.Rule {
    private static final Set<String> ASKED =
            Set.of("effect", "actions", "not_actions", "principals", "not_principals", "condition");
    private static final Set<String> ALL_ACTIONS = Set.of("*", "s3:*");

    @Override
    public String words() {
        return "no bucket is reached without TLS";
    }

    @Override
    public Stream<Finding> findings(Infrastructure infrastructure) {
        var source = new DocumentSource(infrastructure, ASKED);
        return infrastructure.ofType("aws_s3_bucket").stream().flatMap(bucket -> judge(source, bucket));
    }

    private static Stream<Finding> judge(DocumentSource source, Resource bucket) {
        var documents = Stream.concat(
                        Stream.of(bucket), Buckets.parts(source.infrastructure(), bucket, "aws_s3_bucket_policy"))
                .map(holder -> source.of(holder, "policy"))
                .reduce(Documents.NONE, Documents::and);
        if (documents.denying().anyMatch(PlainHttp::refuses)) {
            return Stream.empty();
        }
        return documents.complete()
                ? Stream.of(Finding.broken(bucket, "no policy denies everybody what comes without TLS"))
                : Stream.of(Finding.unknown(bucket, "whether its policy denies what comes without TLS"));
    }

    /** Everything to everybody, under this condition alone: another one would let some of it through. */
    private static boolean refuses(JsonNode statement) {
        var condition = statement.path("Condition");
        var values = condition.path("Bool").properties().stream()
                .filter(value -> value.getKey().equalsIgnoreCase("aws:SecureTransport"))
                .flatMap(value -> Documents.each(value.getValue()))
                .map(JsonNode::asText)
                .toList();
        return condition.size() == 1
                && condition.path("Bool").size() == 1
                && values.equals(List.of("false"))
                && !statement.has("NotPrincipal")
                && Documents.isEverybody(statement)
                && Documents.each(statement.path("Action"))
                        .map(JsonNode::asText)
                        .anyMatch(ALL_ACTIONS::contains);
    }
}
