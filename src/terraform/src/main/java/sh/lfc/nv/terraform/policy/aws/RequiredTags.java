package sh.lfc.nv.terraform.policy.aws;

import java.util.List;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.Violation;

/** See {@link AwsPolicies#everythingIsTagged}. */
record RequiredTags(List<String> tags) implements Policy {
    @Override
    public List<Violation> check(Infrastructure infrastructure) {
        return infrastructure.resources().stream()
                .filter(resource -> resource.has("tags_all"))
                .flatMap(resource -> tags.stream()
                        .filter(tag -> isMissing(resource, tag))
                        .map(tag -> new Violation(
                                resource.address(), "everything is tagged", "the tag \"" + tag + "\" is missing")))
                .toList();
    }

    private static boolean isMissing(Resource resource, String tag) {
        if (isThere(resource, "tags_all", tag)) {
            return false;
        }
        // Without any default tags the provider leaves all of them for the apply to tell: what is written counts.
        var all = resource.unknown().path("tags_all");
        return !(all.isBoolean() && all.asBoolean())
                || !(isThere(resource, "tags", tag)
                        || resource.unknown().path("tags").asBoolean());
    }

    private static boolean isThere(Resource resource, String attribute, String tag) {
        return resource.unknown().path(attribute).path(tag).asBoolean()
                || !resource.value("/" + attribute).path(tag).asText("").isBlank();
    }
}
