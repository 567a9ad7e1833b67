package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The signals by which processes are ended. */
public enum Signal {
    /** Asks to end; what most servers end cleanly on. */
    TERM,
    /** As Ctrl-C; PostgreSQL's fast shutdown. */
    INT,
    /** PostgreSQL's immediate shutdown. */
    QUIT,
    /** Ends at once. */
    KILL;

    private static final long SECONDS_TO_SEND = 5;

    /** Sends the signal; does nothing when the process has ended. */
    void send(ProcessHandle process) {
        if (!process.isAlive()) {
            return;
        }
        switch (this) {
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
            default -> sendByShell(process);
        }
    }

    private void sendByShell(ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder(List.of("/bin/sh", "-c", "kill -" + name() + " " + process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(SECONDS_TO_SEND, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                process.destroy();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
