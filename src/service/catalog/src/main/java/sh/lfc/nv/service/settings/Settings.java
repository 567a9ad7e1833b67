package sh.lfc.nv.service.settings;

import java.util.Map;
import java.util.Optional;

/**
 * A typed view of a function's environment variables.
 *
 * <p>An unset and a blank variable are the same: Terraform writes an empty string where a value is left out. A
 * missing or malformed value fails at once with a sentence that names the variable, so that it shows up when the
 * function starts and not with the first request. Immutable.
 */
public final class Settings {

    private final Map<String, String> variables;

    private Settings(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public static Settings ofEnvironment() {
        return new Settings(System.getenv());
    }

    public static Settings of(Map<String, String> variables) {
        return new Settings(variables);
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public String required(String name) {
        return optional(name)
                .orElseThrow(() -> new InvalidSettingException("Environment variable " + name + " is not set"));
    }

    /** A port number; {@code absent} where the variable is not set. */
    public int port(String name, int absent) {
        return Math.toIntExact(number(name, absent, 1, 65_535));
    }

    /** A whole number that is not negative; {@code absent} where the variable is not set. */
    public long amount(String name, long absent) {
        return number(name, absent, 0, Long.MAX_VALUE);
    }

    /** {@code true} or {@code false}; {@code absent} where the variable is not set. */
    public boolean flag(String name, boolean absent) {
        return optional(name).map(value -> flag(name, value)).orElse(absent);
    }

    private static boolean flag(String name, String value) {
        return switch (value.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new InvalidSettingException(
                        "Environment variable " + name + " is neither true nor false: '" + value + "'");
        };
    }

    private long number(String name, long absent, long least, long most) {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return absent;
        }
        try {
            long number = Long.parseLong(value.get().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the one sentence that covers both
        }
        throw new InvalidSettingException("Environment variable " + name + " must be a whole number from " + least
                + " to " + most + ", not '" + value.get() + "'");
    }
}
