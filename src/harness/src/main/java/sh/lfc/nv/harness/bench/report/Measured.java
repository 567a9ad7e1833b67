package sh.lfc.nv.harness.bench.report;

/**
 * What a measurement found, and all that one needs to judge it.
 *
 * @param when it began, to the minute, in UTC
 * @param command that measured it
 */
public record Measured(Section section, String when, String command, Machine machine) {

    /** Where and how, in a line. */
    String shown() {
        return "Measured on %s with `%s` on %s.".formatted(when, command, machine.shown());
    }
}
