package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells a process from every other that ever had or will have its number: from its successors after the number was
 * used again, from those of other boots of the machine and of other containers.
 */
final class Birth {

    private static final Path PROC = Path.of("/proc");
    /** The position of {@code starttime} behind the command's name in /proc/PID/stat ("proc(5)", field 22). */
    private static final int START_TIME = 19;

    private Birth() {}

    /** One word for the process, or empty when it has ended. */
    static Optional<String> of(ProcessHandle process) {
        if (!process.isAlive()) {
            return Optional.empty();
        }
        try {
            return Optional.of(place() + "-" + process.pid() + "-" + startTicks(process.pid()));
        } catch (IOException | IndexOutOfBoundsException e) {
            return process.info().startInstant().map(start -> "x-" + process.pid() + "-" + start.toEpochMilli());
        }
    }

    private static String place() throws IOException {
        String boot =
                Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        String namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
        return boot.substring(0, 8) + "." + namespace.replaceAll("\\D", "");
    }

    private static String startTicks(long pid) throws IOException {
        String stat = Files.readString(PROC.resolve(pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TIME];
    }
}
