package sh.lfc.nv.terraform.policy.aws;

import java.util.List;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/** See {@link AwsPolicies#everythingIsTagged}. */
record RequiredTags(List<String> tags) implements Finding.Rule {
    RequiredTags {
        tags = List.copyOf(tags);
    }

    @Override
    public String words() {
        return "everything is tagged";
    }

    @Override
    public Stream<Finding> findings(Infrastructure infrastructure) {
        return infrastructure.resources().stream()
                .filter(resource -> resource.has("tags_all"))
                .flatMap(resource -> tags.stream().flatMap(tag -> judge(resource, tag)));
    }

    private static Stream<Finding> judge(Resource resource, String tag) {
        // Without any default tags the provider leaves all of them for the apply to tell: what is written counts. Of
        // tags
        // with one value that is unknown it does not even tell the names.
        var untold = resource.unknown().path("tags_all").asBoolean();
        if (isThere(resource, "tags_all", tag) || untold && isThere(resource, "tags", tag)) {
            return Stream.empty();
        }
        return untold && resource.unknown().path("tags").asBoolean()
                ? Stream.of(Finding.unknown(resource, "whether it has the tag \"" + tag + "\""))
                : Stream.of(Finding.broken(resource, "the tag \"" + tag + "\" is missing"));
    }

    private static boolean isThere(Resource resource, String attribute, String tag) {
        return resource.unknown().path(attribute).path(tag).asBoolean()
                || !resource.value("/" + attribute).path(tag).asText("").isBlank();
    }
}
