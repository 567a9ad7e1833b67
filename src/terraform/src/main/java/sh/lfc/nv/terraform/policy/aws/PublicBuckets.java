package sh.lfc.nv.terraform.policy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/** See {@link AwsPolicies#noBucketIsPublic}. */
record PublicBuckets() implements Finding.Rule {
    private static final Set<String> ASKED = Set.of("effect", "principals", "not_principals", "condition");
    private static final Set<String> PUBLIC = Set.of("public-read", "public-read-write", "authenticated-read");

    /** Everybody, and everybody with an account of AWS's: S3's predefined groups. */
    private static final Set<String> GROUPS = Set.of("AllUsers", "AuthenticatedUsers");

    private static final List<String> BLOCKS =
            List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets");

    @Override
    public String words() {
        return "no bucket is public";
    }

    @Override
    public Stream<Finding> findings(Infrastructure infrastructure) {
        var source = new DocumentSource(infrastructure, ASKED);
        return infrastructure.resources().stream().flatMap(resource -> switch (resource.type()) {
            case "aws_s3_bucket" ->
                Stream.of(byAcl(resource), grants(resource, "/grant", ""), byPolicy(source, resource))
                        .flatMap(findings -> findings);
            case "aws_s3_bucket_acl" ->
                Stream.concat(byAcl(resource), grants(resource, "/access_control_policy/0/grant", "/grantee/0"));
            case "aws_s3_bucket_policy" -> byPolicy(source, resource);
            case "aws_s3_bucket_public_access_block" -> BLOCKS.stream().flatMap(block -> bySwitch(resource, block));
            default -> Stream.empty();
        });
    }

    private static Stream<Finding> bySwitch(Resource resource, String block) {
        if (resource.isUnknown(block)) {
            return Stream.of(Finding.unknown(resource, block));
        }
        return resource.isTrue("/" + block)
                ? Stream.empty()
                : Stream.of(Finding.broken(resource, block + " is not true"));
    }

    private static Stream<Finding> byAcl(Resource resource) {
        if (resource.willBeSet("acl")) {
            return Stream.of(Finding.unknown(resource, "its ACL"));
        }
        var acl = resource.text("/acl");
        return PUBLIC.contains(acl) ? Stream.of(Finding.broken(resource, "its ACL is " + acl)) : Stream.empty();
    }

    /**
     * @param place of the grants
     * @param grantee within each of them
     */
    private static Stream<Finding> grants(Resource resource, String place, String grantee) {
        var found = new ArrayList<Finding>();
        var grants = resource.value(place);
        for (var i = 0; i < grants.size(); i++) {
            var to = "%s/%d%s/uri".formatted(place, i, grantee);
            if (resource.unknown().at(to).asBoolean()) {
                found.add(Finding.unknown(resource, "to whom its ACL grants something"));
            }
            var uri = resource.text(to);
            var group = uri.substring(uri.lastIndexOf('/') + 1);
            if (GROUPS.contains(group)) {
                found.add(Finding.broken(
                        resource, "its ACL grants %s to %s".formatted(permissions(grants.path(i)), group)));
            }
        }
        return found.stream();
    }

    private static String permissions(JsonNode grant) {
        return grant.has("permission")
                ? grant.path("permission").asText()
                : Documents.each(grant.path("permissions"))
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "));
    }

    private static Stream<Finding> byPolicy(DocumentSource source, Resource resource) {
        var documents = source.of(resource, "policy");
        var found = documents
                .allowing()
                .filter(statement -> !statement.has("Condition") && Documents.isEverybody(statement))
                .map(statement -> Documents.each(statement.path("Action"))
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", ")))
                .map(actions -> Finding.broken(resource, "its policy allows %s to everybody".formatted(actions)));
        return documents.complete()
                ? found
                : Stream.concat(found, Stream.of(Finding.unknown(resource, "to whom its policy allows something")));
    }
}
