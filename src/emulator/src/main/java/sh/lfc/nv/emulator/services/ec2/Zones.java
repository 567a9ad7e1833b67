package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The availability zones of a region ("AWS Availability Zones").
 *
 * @param region for example {@code us-east-1}
 * @param zones in the order of their names
 */
record Zones(String region, List<Zone> zones) {

    /**
     * @param name for example {@code us-east-1a}
     * @param id for example {@code use1-az4}: the same place for all accounts
     */
    record Zone(String name, String id) {}

    /** Which place each letter stands for, in the regions in which an account does not simply see three zones. */
    private static final Map<String, int[]> PLACES = Map.of(
            "us-east-1", new int[] {4, 6, 1, 2, 3, 5},
            "us-west-2", new int[] {1, 2, 3, 4},
            "us-west-1", new int[] {1, 3},
            "ap-northeast-2", new int[] {1, 2, 3, 4});

    private static final int[] THREE = {1, 2, 3};

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("north", "n"),
            Map.entry("south", "s"),
            Map.entry("east", "e"),
            Map.entry("west", "w"),
            Map.entry("central", "c"),
            Map.entry("northeast", "ne"),
            Map.entry("northwest", "nw"),
            Map.entry("southeast", "se"),
            Map.entry("southwest", "sw"),
            Map.entry("gov", "g"));

    static Zones of(String region) {
        int[] places = PLACES.getOrDefault(region, THREE);
        StringBuilder prefix = new StringBuilder();
        for (String part : region.split("-")) {
            prefix.append(SHORT.getOrDefault(part, part));
        }
        return new Zones(
                region,
                IntStream.range(0, places.length)
                        .mapToObj(i -> new Zone(region + (char) ('a' + i), prefix + "-az" + places[i]))
                        .toList());
    }

    Optional<Zone> named(String name) {
        return zones.stream().filter(zone -> zone.name().equals(name)).findFirst();
    }

    Optional<Zone> withId(String id) {
        return zones.stream().filter(zone -> zone.id().equals(id)).findFirst();
    }
}
