package sh.lfc.nv.terraform.policy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.Violation;

/** See {@link AwsPolicies#noBucketIsPublic}. */
record PublicBuckets() implements Policy {
    private static final String RULE = "no bucket is public";
    private static final Set<String> PUBLIC = Set.of("public-read", "public-read-write", "authenticated-read");
    private static final List<String> BLOCKS =
            List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets");

    @Override
    public List<Violation> check(Infrastructure infrastructure) {
        return infrastructure.resources().stream()
                .flatMap(resource -> reasons(resource).map(why -> new Violation(resource.address(), RULE, why)))
                .toList();
    }

    private static Stream<String> reasons(Resource resource) {
        return switch (resource.type()) {
            case "aws_s3_bucket" -> Stream.concat(byAcl(resource), byPolicy(resource));
            case "aws_s3_bucket_acl" -> byAcl(resource);
            case "aws_s3_bucket_policy" -> byPolicy(resource);
            case "aws_s3_bucket_public_access_block" ->
                BLOCKS.stream()
                        .filter(block -> !resource.isTrue("/" + block) && !resource.isUnknown(block))
                        .map(block -> block + " is not true");
            default -> Stream.empty();
        };
    }

    private static Stream<String> byAcl(Resource resource) {
        var acl = resource.text("/acl");
        return PUBLIC.contains(acl) ? Stream.of("its ACL is " + acl) : Stream.empty();
    }

    private static Stream<String> byPolicy(Resource resource) {
        return Documents.allowing(resource.text("/policy")).stream()
                .filter(statement -> !statement.has("Condition") && isEverybody(statement.path("Principal")))
                .map(statement -> "its policy allows %s to everybody"
                        .formatted(String.join(
                                ", ",
                                Documents.each(statement.path("Action"))
                                        .map(JsonNode::asText)
                                        .toList())))
                .distinct();
    }

    private static boolean isEverybody(JsonNode principal) {
        return principal.asText("").equals("*")
                || Documents.each(principal.path("AWS"))
                        .anyMatch(each -> each.asText().equals("*"));
    }
}
