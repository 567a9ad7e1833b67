package sh.lfc.nv.emulator.services.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * How one kind of resource is described: by identifiers, by filters, page by page ("List and filter your resources").
 *
 * <p>Made once, while a class is loaded; then only read.
 *
 * @param <T> what is described
 */
final class Listing<T> {

    private static final int LEAST_PAGE = 5;
    private static final int MOST_PAGE = 1000;

    private final ResourceKind kind;
    private final Function<T, String> id;
    private final Map<String, Function<T, Stream<?>>> filters = new LinkedHashMap<>();

    private Listing(ResourceKind kind, Function<T, String> id) {
        this.kind = kind;
        this.id = id;
    }

    /**
     * @param kind says what an unknown identifier is answered with; null where there are none
     * @param id the identifier of one
     */
    static <T> Listing<T> of(ResourceKind kind, Function<T, String> id) {
        return new Listing<>(kind, id);
    }

    /** A filter on one value, which may be absent. */
    Listing<T> by(String name, Function<T, ?> value) {
        return byAny(name, item -> Stream.of(value.apply(item)));
    }

    /** A filter that selects what has one of several values. */
    Listing<T> byAny(String name, Function<T, Stream<?>> values) {
        filters.put(name, item -> values.apply(item).filter(Objects::nonNull));
        return this;
    }

    /** Filters that AWS has and that nothing here can match. */
    Listing<T> never(String... names) {
        for (String name : names) {
            filters.put(name, item -> Stream.empty());
        }
        return this;
    }

    /** Another name of a filter. */
    Listing<T> alias(String alias, String name) {
        filters.put(alias, filters.get(name));
        return this;
    }

    /**
     * One page of a listing.
     *
     * @param nextToken where the next page begins, or null
     */
    record Page<T>(List<T> items, String nextToken) {}

    /** What a request asks for, without pages. */
    List<T> select(Collection<T> all, List<String> ids, List<Filter> wanted, Tags tags) {
        return select(all, ids, wanted, tags, null, null).items();
    }

    /** What a request asks for. */
    Page<T> select(
            Collection<T> all, List<String> ids, List<Filter> wanted, Tags tags, Integer maxResults, String token) {
        Stream<T> selected = all.stream();
        if (!ids.isEmpty()) {
            selected = selected.filter(named(all, ids));
        }
        for (Filter filter : wanted) {
            selected = selected.filter(matching(filter, tags));
        }
        return page(selected.toList(), maxResults, token);
    }

    private Predicate<T> named(Collection<T> all, List<String> ids) {
        Set<String> known = new HashSet<>();
        all.forEach(item -> known.add(id.apply(item)));
        for (String each : ids) {
            if (kind != null) {
                kind.checkForm(each);
            }
            if (!known.contains(each)) {
                throw kind == null ? Refusals.invalid("Invalid value '" + each + "'") : kind.missing(each);
            }
        }
        return item -> ids.contains(id.apply(item));
    }

    private Predicate<T> matching(Filter filter, Tags tags) {
        String name = filter.name() == null ? "" : filter.name();
        if (!filter.hasValues()) {
            throw Refusals.invalid("The filter '" + name + "' requires at least one value.");
        }
        Predicate<String> value = anyOf(filter.values());
        if (tags != null && name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return item -> {
                String has = tags.of(id.apply(item)).get(key);
                return has != null && value.test(has);
            };
        }
        if (tags != null && name.equals("tag-key")) {
            return item -> tags.of(id.apply(item)).keySet().stream().anyMatch(value);
        }
        if (tags != null && name.equals("tag-value")) {
            return item -> tags.of(id.apply(item)).values().stream().anyMatch(value);
        }
        Function<T, Stream<?>> values = filters.get(name);
        if (values == null) {
            throw Refusals.invalid("The filter '" + name + "' is invalid");
        }
        return item -> values.apply(item).map(Object::toString).anyMatch(value);
    }

    /** Values are compared with case; {@code *} and {@code ?} stand for others unless a backslash precedes them. */
    private static Predicate<String> anyOf(List<String> wanted) {
        Predicate<String> any = text -> false;
        for (String one : wanted) {
            any = any.or(one.matches(".*[*?\\\\].*") ? wildcards(one).asMatchPredicate() : one::equals);
        }
        return any;
    }

    private static Pattern wildcards(String text) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                pattern.append(Pattern.quote(String.valueOf(text.charAt(++i))));
            } else if (c == '*') {
                pattern.append(".*");
            } else if (c == '?') {
                pattern.append('.');
            } else {
                pattern.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private Page<T> page(List<T> selected, Integer maxResults, String token) {
        if (maxResults != null && (maxResults < LEAST_PAGE || maxResults > MOST_PAGE)) {
            throw Refusals.invalid("Value ( " + maxResults
                    + " ) for parameter maxResults is invalid. Expecting a value "
                    + (maxResults < LEAST_PAGE ? "greater than " + LEAST_PAGE : "less than " + MOST_PAGE) + ".");
        }
        List<T> rest = token == null || token.isEmpty() ? selected : after(last(token), selected);
        if (maxResults == null || rest.size() <= maxResults) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, maxResults);
        return new Page<>(items, token(id.apply(items.get(items.size() - 1))));
    }

    private List<T> after(String last, List<T> selected) {
        List<String> ids = selected.stream().map(id).toList();
        return selected.subList(ids.indexOf(last) + 1, selected.size());
    }

    private static String token(String last) {
        return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String last(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusals.invalid("Invalid value '" + token + "' for nextToken.");
        }
    }
}
