package sh.lfc.nv.emulator.services.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A filter pattern for log events: terms, and conditions on JSON.
 *
 * <p>Follows "Filter pattern syntax for metric filters, subscription filters, and Live Tail" of the CloudWatch Logs
 * user guide: terms that must all occur, {@code ?term} of which one must, {@code -term} that must not, quoted
 * phrases, {@code %regular expressions%}, and {@code { $.selector = value }} for JSON. Space-delimited patterns
 * ({@code [ip, user, ...]}) are not covered and are refused as invalid.
 */
final class FilterPattern {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Predicate<String> matcher;

    private FilterPattern(Predicate<String> matcher) {
        this.matcher = matcher;
    }

    /** Reads a pattern. @throws IllegalArgumentException when it is none */
    static FilterPattern of(String pattern) {
        String text = pattern == null ? "" : pattern.strip();
        if (text.isEmpty()) {
            return new FilterPattern(message -> true);
        }
        if (text.startsWith("{")) {
            Predicate<JsonNode> condition = JsonCondition.parse(text);
            return new FilterPattern(message -> {
                JsonNode json = json(message);
                return json != null && condition.test(json);
            });
        }
        if (text.startsWith("[")) {
            throw new IllegalArgumentException("space-delimited patterns are not supported");
        }
        return terms(text);
    }

    boolean matches(String message) {
        return matcher.test(message);
    }

    private static FilterPattern terms(String text) {
        List<Predicate<String>> all = new ArrayList<>();
        List<Predicate<String>> any = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            if (Character.isWhitespace(first)) {
                at++;
                continue;
            }
            char sign = first == '?' || first == '-' ? first : ' ';
            int start = sign == ' ' ? at : at + 1;
            int end = endOfTerm(text, start);
            Predicate<String> term = term(text.substring(start, end));
            if (sign == '?') {
                any.add(term);
            } else {
                all.add(sign == '-' ? term.negate() : term);
            }
            at = end;
        }
        return new FilterPattern(message -> all.stream().allMatch(term -> term.test(message))
                && (any.isEmpty() || !all.isEmpty() || any.stream().anyMatch(term -> term.test(message))));
    }

    private static int endOfTerm(String text, int start) {
        if (start >= text.length()) {
            throw new IllegalArgumentException("a term is missing");
        }
        char quote = text.charAt(start);
        if (quote == '"' || quote == '%') {
            int end = start + 1;
            while (end < text.length() && text.charAt(end) != quote) {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            if (end >= text.length()) {
                throw new IllegalArgumentException("unbalanced " + quote);
            }
            return end + 1;
        }
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static Predicate<String> term(String term) {
        if (term.startsWith("%")) {
            try {
                Pattern regex = Pattern.compile(term.substring(1, term.length() - 1));
                return message -> regex.matcher(message).find();
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("invalid regular expression", e);
            }
        }
        String phrase =
                term.startsWith("\"") ? term.substring(1, term.length() - 1).replace("\\\"", "\"") : term;
        return message -> message.contains(phrase);
    }

    private static JsonNode json(String message) {
        if (!message.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
