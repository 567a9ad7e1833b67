package sh.lfc.nv.emulator.runtimes.postgres;

import java.util.Optional;

/**
 * A parameter that PostgreSQL knows.
 *
 * @param name for example {@code work_mem}
 * @param context when it can be changed: {@code postmaster} at start only, {@code internal} never
 * @param type BOOLEAN, INTEGER, REAL, STRING or ENUM
 * @param value the engine's own default
 * @param least the smallest value, empty where there is none
 * @param most the largest value, empty where there is none
 * @param description a sentence
 */
public record EngineParameter(
        String name, String context, String type, String value, String least, String most, String description) {

    private static final int FIELDS = 8;

    /** Reads a line of {@code postgres --describe-config}. */
    static Optional<EngineParameter> read(String line) {
        String[] field = line.split("\t", -1);
        return field.length < FIELDS
                ? Optional.empty()
                : Optional.of(
                        new EngineParameter(field[0], field[1], field[3], field[4], field[5], field[6], field[7]));
    }

    /** Whether a change needs a restart of the server. */
    public boolean isStatic() {
        return context.equals("postmaster");
    }
}
