package sh.lfc.nv.load.results;

import io.gatling.charts.stats.LogFileParser;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Reads Gatling's own log of a run ({@code simulation.log}), request by request. Its form is the one of the release that
 * is pinned; Gatling's parser knows its primitives, and the log says at its beginning which release wrote it.
 *
 * <p>A log that ends in the middle of a record is that of a run that was ended: what is whole counts.
 */
final class SimulationLog extends LogFileParser<SimulationLog.Run> {
    private static final byte RUN = 0;
    private static final byte REQUEST = 1;
    private static final byte USER = 2;
    private static final byte GROUP = 3;
    private static final byte ERROR = 4;

    private final Listener listener;

    /**
     * @param version of Gatling that wrote it
     * @param simulation the class's name
     * @param start in milliseconds since the epoch
     */
    record Run(String version, String simulation, long start) {}

    /** Is told what was logged, in the order of the log. */
    interface Listener {
        /**
         * A request that was answered, or that was not.
         *
         * @param start in milliseconds since the epoch
         * @param end in milliseconds since the epoch
         * @param message why it failed; empty when it did not
         */
        void request(String name, long start, long end, boolean ok, String message);

        /** What went wrong beside requests. */
        void error(String message);
    }

    SimulationLog(Path file, Listener listener) {
        super(file.toFile());
        this.listener = listener;
    }

    @Override
    public Run parse() {
        var run = run();
        try {
            for (var kind = read(); kind >= 0; kind = read()) {
                record((byte) kind, run.start());
            }
        } catch (Exception e) {
            // Scala declares no exceptions, so this cannot be narrower.
            if (!(e instanceof EOFException)) {
                throw unreadable(e);
            }
        }
        return run;
    }

    private void record(byte kind, long start) {
        switch (kind) {
            case REQUEST -> request(start);
            case USER -> {
                skipInt();
                skipByte();
                skipInt();
            }
            case GROUP -> {
                strings();
                skip(3 * Integer.BYTES + 1);
            }
            case ERROR -> {
                listener.error(readCachedSanitizedString());
                skipInt();
            }
            default -> throw new IllegalArgumentException("there is no record of kind " + kind);
        }
    }

    private Run run() {
        if (read() != RUN) {
            throw new IllegalArgumentException("a log of a run begins with the run");
        }
        var version = readString();
        var simulation = readString();
        var start = readLong();
        skipString();
        for (var scenarios = readInt(); scenarios > 0; scenarios--) {
            skipString();
        }
        for (var assertions = readInt(); assertions > 0; assertions--) {
            skip(readInt());
        }
        return new Run(version, simulation, start);
    }

    private void request(long runStart) {
        strings();
        var name = readCachedSanitizedString();
        var start = runStart + readInt();
        var end = runStart + readInt();
        var ok = readBoolean();
        listener.request(name, start, end, ok, readCachedSanitizedString());
    }

    /** The names of the groups around, which are told apart nowhere. */
    private void strings() {
        for (var count = readInt(); count > 0; count--) {
            readCachedSanitizedString();
        }
    }

    private static RuntimeException unreadable(Exception e) {
        return e instanceof IOException broken
                ? new UncheckedIOException("the log cannot be read", broken)
                : new IllegalArgumentException("the log is not one of this release of Gatling", e);
    }
}
