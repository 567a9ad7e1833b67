package sh.lfc.nv.emulator.services.acm;

import java.util.Optional;

/** The public DNS, as far as the validation of names needs it. Safe for use by many threads. */
@FunctionalInterface
public interface ValidationRecords {

    /**
     * Where a CNAME record leads.
     *
     * @param name with a dot at its end
     */
    Optional<String> cname(String name);
}
