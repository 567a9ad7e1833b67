package sh.lfc.nv.emulator.services.elasticache;

import java.util.List;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Scope;

/**
 * The names of a replication group's endpoints ("Finding connection endpoints").
 *
 * @param id the group's identifier
 * @param part what an account's endpoints in a region have in common
 * @param region the region's short name, for example {@code use1}
 * @param encrypted groups with encryption in transit have other names
 */
record EndpointNames(String id, String part, String region, boolean encrypted) {

    static EndpointNames of(Scope scope, String id, boolean encrypted) {
        return new EndpointNames(id, new Ids(scope.hashCode()).base36(6), shortName(scope.region()), encrypted);
    }

    /** {@code ap-northeast-1} is {@code apne1}: the initials of all but the first word. */
    static String shortName(String region) {
        String[] words = region.split("-");
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            name.append(i == 0 || i == words.length - 1 ? words[i] : initials(words[i]));
        }
        return name.toString();
    }

    private static String initials(String direction) {
        String[] all = {"north", "south", "east", "west", "central", "gov"};
        StringBuilder letters = new StringBuilder();
        String rest = direction;
        for (boolean found = true; found && !rest.isEmpty(); ) {
            found = false;
            for (String word : all) {
                if (rest.startsWith(word)) {
                    letters.append(word.charAt(0));
                    rest = rest.substring(word.length());
                    found = true;
                    break;
                }
            }
        }
        return letters + rest;
    }

    private String suffix() {
        return "." + part + "." + region + ".cache.amazonaws.com";
    }

    private String shardSuffix() {
        return "." + part + ".ng.0001." + region + ".cache.amazonaws.com";
    }

    String primary() {
        return encrypted ? "master." + id + suffix() : id + shardSuffix();
    }

    String reader() {
        return encrypted ? "replica." + id + suffix() : id + "-ro" + shardSuffix();
    }

    String node(String clusterId) {
        return encrypted
                ? clusterId + "." + id + suffix()
                : clusterId + "." + part + ".0001." + region + ".cache.amazonaws.com";
    }

    /** What a server's certificate is for. */
    List<String> certificate() {
        return List.of("*." + id + suffix());
    }
}
