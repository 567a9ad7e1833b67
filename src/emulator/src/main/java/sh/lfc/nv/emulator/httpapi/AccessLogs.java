package sh.lfc.nv.emulator.httpapi;

/** Where access logs are written. Safe for use by many threads. */
@FunctionalInterface
public interface AccessLogs {

    /**
     * Writes a line; to a group that does not exist nothing is written.
     *
     * @param groupArn the ARN of the log group
     */
    void write(String groupArn, String stream, String line);
}
