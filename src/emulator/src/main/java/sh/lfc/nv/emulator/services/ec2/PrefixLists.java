package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.Optional;

/**
 * The address ranges of AWS's services in a region ("AWS-managed prefix lists"). They are what AWS once published;
 * nothing is reached under them.
 *
 * @param lists all lists that every account sees
 */
record PrefixLists(List<PrefixList> lists) {

    /** One list, for example {@code com.amazonaws.us-east-1.s3}. */
    record PrefixList(String id, String name, List<String> cidrs) {}

    static PrefixLists of(String region) {
        boolean virginia = region.equals("us-east-1");
        String amazon = "com.amazonaws.";
        return new PrefixLists(List.of(
                new PrefixList(
                        virginia ? "pl-63a5400a" : id(region, "s3"),
                        amazon + region + ".s3",
                        List.of("3.5.0.0/19", "18.34.0.0/19", "52.216.0.0/15", "54.231.0.0/16")),
                new PrefixList(
                        virginia ? "pl-02cd2c6b" : id(region, "dynamodb"),
                        amazon + region + ".dynamodb",
                        List.of("3.218.180.0/22", "52.94.0.0/22", "52.119.224.0/20")),
                new PrefixList(
                        virginia ? "pl-3b927c52" : id(region, "cloudfront"),
                        amazon + "global.cloudfront.origin-facing",
                        List.of("13.124.199.0/24", "130.176.0.0/16", "205.251.249.0/24"))));
    }

    private static String id(String region, String service) {
        return "pl-%08x".formatted((region + '.' + service).hashCode());
    }

    Optional<PrefixList> byId(String id) {
        return lists.stream().filter(list -> list.id().equals(id)).findFirst();
    }

    Optional<PrefixList> byName(String name) {
        return lists.stream().filter(list -> list.name().equals(name)).findFirst();
    }
}
