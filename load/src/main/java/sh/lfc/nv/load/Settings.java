package sh.lfc.nv.load;

import java.util.Optional;

/** What a run is told: system properties, as Gatling's own tools hand them on. */
final class Settings {
    private Settings() {}

    static Optional<String> text(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }

    static String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("set the system property " + name));
    }

    /**
     * A number that is at least a lowest one.
     *
     * @throws IllegalArgumentException when it is not
     */
    static double number(String name, double lowest, double otherwise) {
        return text(name).map(value -> parsed(name, value, lowest)).orElse(otherwise);
    }

    private static double parsed(String name, String value, double lowest) {
        try {
            var number = Double.parseDouble(value);
            if (number >= lowest && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException("%s must be a number of at least %s, not %s".formatted(name, lowest, value));
    }
}
