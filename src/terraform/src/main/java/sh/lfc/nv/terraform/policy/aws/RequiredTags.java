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
        var unknown = resource.unknown().path("tags_all");
        var unsure =
                unknown.isBoolean() && unknown.asBoolean() || unknown.path(tag).asBoolean();
        return !unsure && resource.value("/tags_all").path(tag).asText("").isBlank();
    }
}
