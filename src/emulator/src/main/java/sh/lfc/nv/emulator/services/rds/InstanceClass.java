package sh.lfc.nv.emulator.services.rds;

/** What an instance's class says about its size ("DB instance classes"). */
final class InstanceClass {

    private static final long GIBIBYTE = 1024L * 1024 * 1024;
    /** {@code max_connections} is {@code LEAST(DBInstanceClassMemory/9531392, 5000)} unless a group says otherwise. */
    private static final long BYTES_PER_CONNECTION = 9_531_392;
    /** More than anybody needs on one machine, and each costs shared memory. */
    private static final int MOST_CONNECTIONS = 200;

    private InstanceClass() {}

    static int maxConnections(String name) {
        return (int) Math.min(MOST_CONNECTIONS, memory(name) / BYTES_PER_CONNECTION);
    }

    private static long memory(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "micro" -> GIBIBYTE;
            case "small" -> 2 * GIBIBYTE;
            case "medium" -> 4 * GIBIBYTE;
            default -> 8 * GIBIBYTE;
        };
    }
}
