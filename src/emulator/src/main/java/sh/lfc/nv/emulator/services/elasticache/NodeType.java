package sh.lfc.nv.emulator.services.elasticache;

import java.util.regex.Pattern;

/** What a node's type says about its memory ("Redis OSS node-type specific parameters"). */
final class NodeType {

    private static final Pattern NAME = Pattern.compile("cache\\.[a-z0-9]+\\.[a-z0-9]+");
    private static final long MEBIBYTE = 1024L * 1024;

    private NodeType() {}

    static void check(String name) {
        if (name == null) {
            throw CacheErrors.missing("CacheNodeType");
        }
        if (!NAME.matcher(name).matches()) {
            throw CacheErrors.value("Invalid cache node type: " + name);
        }
    }

    /** {@code maxmemory} in bytes; Redis takes no more than is used. */
    static long maxMemory(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "micro" -> 512 * MEBIBYTE;
            case "small" -> 1402 * MEBIBYTE;
            default -> 3164 * MEBIBYTE;
        };
    }
}
