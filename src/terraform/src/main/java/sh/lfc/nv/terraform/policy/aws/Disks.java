package sh.lfc.nv.terraform.policy.aws;

import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/** The disks of machines, as machines and their templates describe them: whether they are told to be encrypted. */
final class Disks {
    private static final String ROOT = "root_block_device";

    /** Where descriptions stand, and where in one of them the disk is. */
    private static final Map<String, String> PLACES =
            Map.of(ROOT, "", "ebs_block_device", "", "block_device_mappings", "/ebs/0");

    /** What starts from an image, whose root disk is there also when nothing is said of it. */
    private static final Set<String> MACHINES =
            Set.of("aws_instance", "aws_launch_configuration", "aws_spot_instance_request");

    private Disks() {}

    static boolean has(Resource resource) {
        return MACHINES.contains(resource.type()) || resource.type().equals("aws_launch_template");
    }

    static Stream<Finding> findings(Resource resource) {
        var described = PLACES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(place -> IntStream.range(
                                0, resource.value("/" + place.getKey()).size())
                        .mapToObj(i -> "/%s/%d%s".formatted(place.getKey(), i, place.getValue())))
                .flatMap(disk -> described(resource, disk));
        return Stream.concat(described, silent(resource));
    }

    private static Stream<Finding> described(Resource resource, String disk) {
        var encrypted = disk + "/encrypted";
        if (!resource.value(disk).isObject() || resource.isTrue(encrypted)) {
            return Stream.empty();
        }
        return resource.unknown().at(encrypted).asBoolean() && resource.isConfigured(encrypted)
                ? Stream.of(Finding.unknown(resource, encrypted))
                : Stream.of(Finding.broken(resource, encrypted + " is not true"));
    }

    /** A plan leaves to the apply what nobody has set; in a state the disk is described. */
    private static Stream<Finding> silent(Resource resource) {
        if (!MACHINES.contains(resource.type())
                || !resource.unknown().path(ROOT).asBoolean()
                || resource.isConfigured("/" + ROOT)) {
            return Stream.empty();
        }
        return resource.isConfigured("/launch_template")
                ? Stream.of(Finding.unknown(resource, "whether its template encrypts its root disk"))
                : Stream.of(Finding.broken(resource, "nothing says that its root disk is encrypted"));
    }
}
