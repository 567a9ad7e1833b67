package sh.lfc.nv.emulator.realism;

import java.util.List;
import java.util.Locale;

/**
 * How often operations may be called.
 *
 * @param service the SDK's package
 * @param operations their names, or how they begin where a {@code *} follows
 * @param shared whether they have one bucket together; else each has its own
 * @param perSecond how many tokens come back in a second
 * @param burst how many tokens the bucket holds
 */
record RateLimit(String service, List<String> operations, boolean shared, double perSecond, int burst) {

    /** {@code ec2 each 20 100 Describe*,Get*}. */
    static RateLimit parse(String line) {
        String[] words = line.split("\\s+");
        return new RateLimit(
                words[0],
                List.of(words[4].split(",")),
                words[1].equals("together"),
                Double.parseDouble(words[2]),
                Integer.parseInt(words[3]));
    }

    boolean covers(String asked, String operation) {
        return service.equals(asked) && operations.stream().anyMatch(each -> matches(each, operation));
    }

    /** The SDK's classes spell operations otherwise than the wire: {@code CreateDbInstance}. */
    private static boolean matches(String pattern, String operation) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        String named = operation.toLowerCase(Locale.ROOT);
        return wanted.endsWith("*") ? named.startsWith(wanted.substring(0, wanted.length() - 1)) : named.equals(wanted);
    }
}
