package sh.lfc.nv.emulator.dns;

import java.util.List;
import java.util.Optional;

/** The zones that a server is authoritative for. Safe for use by many threads. */
@FunctionalInterface
public interface Zones {

    /** A zone at one moment; names have a dot at their ends, wildcards begin with {@code *}. */
    interface Zone {

        String origin();

        /** The record sets of exactly this name. */
        List<RecordSet> at(String name);

        /** Whether the name, or a name below it, has records. */
        boolean exists(String name);
    }

    /** The zone with the longest name to which the name belongs. */
    Optional<Zone> of(String name);
}
