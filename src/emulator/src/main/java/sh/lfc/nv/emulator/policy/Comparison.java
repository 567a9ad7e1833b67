package sh.lfc.nv.emulator.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * How a condition operator compares a value of the request with those of the policy.
 *
 * @param negated whether none of the policy's values may match, instead of one having to
 * @param test compares one value of the request with one of the policy
 */
record Comparison(boolean negated, Test test) {

    /** Compares two values; those that are not of the operator's type do not match. */
    @FunctionalInterface
    interface Test {

        /**
         * @param variables what policy variables stand for, or null where they are plain text
         */
        boolean matches(String given, String wanted, RequestContext variables);
    }

    private static final Map<String, Comparison> OPERATORS = operators();

    /** The comparison of an operator, without its prefix and without {@code IfExists}. */
    static Comparison of(String operator) {
        Comparison comparison = OPERATORS.get(operator);
        if (comparison == null) {
            throw new IllegalArgumentException("no condition operator: " + operator);
        }
        return comparison;
    }

    /** Whether the request's value is what the policy's values ask for. */
    boolean holds(String given, List<String> wanted, RequestContext variables) {
        return wanted.stream().anyMatch(value -> test.matches(given, value, variables)) != negated;
    }

    private static Map<String, Comparison> operators() {
        Map<String, Comparison> all = new HashMap<>();
        pair(
                all,
                "StringEquals",
                "StringNotEquals",
                (given, wanted, variables) -> text(given, wanted, variables, false, false));
        pair(
                all,
                "StringEqualsIgnoreCase",
                "StringNotEqualsIgnoreCase",
                (given, wanted, variables) -> text(given, wanted, variables, false, true));
        pair(
                all,
                "StringLike",
                "StringNotLike",
                (given, wanted, variables) -> text(given, wanted, variables, true, false));
        pair(all, "ArnEquals", "ArnNotEquals", ArnComparison::matches);
        pair(all, "ArnLike", "ArnNotLike", ArnComparison::matches);
        pair(all, "IpAddress", "NotIpAddress", (given, wanted, variables) -> AddressRange.contains(wanted, given));
        pair(all, "NumericEquals", "NumericNotEquals", ordered(Comparison::number, order -> order == 0));
        single(all, "NumericLessThan", ordered(Comparison::number, order -> order < 0));
        single(all, "NumericLessThanEquals", ordered(Comparison::number, order -> order <= 0));
        single(all, "NumericGreaterThan", ordered(Comparison::number, order -> order > 0));
        single(all, "NumericGreaterThanEquals", ordered(Comparison::number, order -> order >= 0));
        pair(all, "DateEquals", "DateNotEquals", ordered(Comparison::date, order -> order == 0));
        single(all, "DateLessThan", ordered(Comparison::date, order -> order < 0));
        single(all, "DateLessThanEquals", ordered(Comparison::date, order -> order <= 0));
        single(all, "DateGreaterThan", ordered(Comparison::date, order -> order > 0));
        single(all, "DateGreaterThanEquals", ordered(Comparison::date, order -> order >= 0));
        single(all, "Bool", (given, wanted, variables) -> text(given, wanted, null, false, true));
        single(all, "BinaryEquals", (given, wanted, variables) -> given.equals(wanted));
        return Map.copyOf(all);
    }

    private static void pair(Map<String, Comparison> all, String positive, String negative, Test test) {
        single(all, positive, test);
        all.put(negative, new Comparison(true, test));
    }

    private static void single(Map<String, Comparison> all, String name, Test test) {
        all.put(name, new Comparison(false, test));
    }

    private static boolean text(
            String given, String wanted, RequestContext variables, boolean wildcards, boolean ignoreCase) {
        return Glob.of(wanted, wildcards, variables)
                .filter(glob -> glob.matches(given, ignoreCase))
                .isPresent();
    }

    private static <T extends Comparable<T>> Test ordered(Function<String, Optional<T>> read, IntPredicate order) {
        return (given, wanted, variables) -> {
            Optional<T> left = read.apply(given);
            Optional<T> right = read.apply(wanted);
            return left.isPresent()
                    && right.isPresent()
                    && order.test(left.get().compareTo(right.get()));
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A date of ISO 8601, or seconds since 1970. */
    private static Optional<Instant> date(String text) {
        if (text.matches("\\d{1,15}")) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** ARNs in conditions: what is no ARN does not match. */
    private static final class ArnComparison {

        static boolean matches(String given, String wanted, RequestContext variables) {
            return given.startsWith("arn:") && ArnPattern.matches(wanted, given, variables);
        }
    }
}
