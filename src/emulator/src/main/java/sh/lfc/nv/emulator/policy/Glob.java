package sh.lfc.nv.emulator.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A text with the wildcards {@code *} and {@code ?} and with policy variables, ready to be compared.
 *
 * <p>What a variable stands for is compared literally, wildcards in it included.
 */
final class Glob {

    private static final int ANY = -1;
    private static final int ONE = -2;
    /** Behind the end of a pattern. */
    private static final int NONE = -3;

    private final int[] tokens;

    private Glob(int[] tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads a pattern.
     *
     * @param wildcards whether {@code *} and {@code ?} are wildcards
     * @param variables what variables stand for, or null where they are plain text
     * @return empty when a variable stands for nothing and has no default: such a pattern matches no text
     */
    static Optional<Glob> of(String pattern, boolean wildcards, RequestContext variables) {
        int[] tokens = new int[pattern.length()];
        int count = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int end = variables != null && pattern.startsWith("${", i) ? pattern.indexOf('}', i) : -1;
            if (end > 0) {
                Optional<String> value = value(pattern.substring(i + 2, end), variables);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                tokens = Arrays.copyOf(tokens, tokens.length + value.get().length());
                for (char literal : value.get().toCharArray()) {
                    tokens[count++] = literal;
                }
                i = end;
            } else {
                tokens[count++] = wildcards ? token(c) : c;
            }
        }
        return Optional.of(new Glob(Arrays.copyOf(tokens, count)));
    }

    /** Whether a text is one whose variables, if policies replace them, have to be looked up. */
    static boolean hasVariables(String pattern) {
        return pattern.indexOf("${") >= 0;
    }

    /**
     * Compares a part of a pattern, in which nothing stands for something else, with a part of a text; makes no copy.
     *
     * @param ignoreCase whether upper and lower case are the same
     */
    static boolean matches(
            String pattern,
            int patternStart,
            int patternEnd,
            String text,
            int textStart,
            int textEnd,
            boolean ignoreCase) {
        Tokens tokens = at -> token(pattern.charAt(patternStart + at));
        return matches(tokens, patternEnd - patternStart, text, textStart, textEnd, ignoreCase);
    }

    private static int token(char c) {
        return c == '*' ? ANY : c == '?' ? ONE : c;
    }

    /** A variable's value: of the request, its default, or the character that is written as {@code ${*}}. */
    private static Optional<String> value(String variable, RequestContext variables) {
        if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
            return Optional.of(variable);
        }
        int comma = variable.indexOf(',');
        String key = (comma < 0 ? variable : variable.substring(0, comma)).trim();
        List<String> values = variables.values(key);
        if (values.size() == 1) {
            return Optional.of(values.get(0));
        }
        return comma < 0
                ? Optional.empty()
                : Optional.of(variable.substring(comma + 1).trim().replaceAll("^'(.*)'$", "$1"));
    }

    /** Whether the whole text matches. */
    boolean matches(String text, boolean ignoreCase) {
        return matches(at -> tokens[at], tokens.length, text, 0, text.length(), ignoreCase);
    }

    /** What a pattern is made of: characters, {@link #ANY} and {@link #ONE}. */
    @FunctionalInterface
    private interface Tokens {
        int at(int index);
    }

    private static boolean matches(
            Tokens tokens, int count, String text, int textStart, int textEnd, boolean ignoreCase) {
        int token = 0;
        int at = textStart;
        int star = -1;
        int retry = textStart;
        while (at < textEnd) {
            int wanted = token < count ? tokens.at(token) : NONE;
            if (wanted == ANY) {
                star = token++;
                retry = at;
            } else if (same(wanted, text.charAt(at), ignoreCase)) {
                token++;
                at++;
            } else if (star >= 0) {
                token = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (token < count && tokens.at(token) == ANY) {
            token++;
        }
        return token == count;
    }

    private static boolean same(int token, char c, boolean ignoreCase) {
        return token == ONE
                || token == c
                || ignoreCase && token >= 0 && Character.toLowerCase((char) token) == Character.toLowerCase(c);
    }
}
