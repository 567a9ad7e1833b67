package sh.lfc.nv.emulator.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;

/**
 * Collects what a request's members violate, and refuses it once with all of it, as AWS's front end does.
 *
 * <pre>{@code
 * Constraints.query()
 *         .required("roleName", request.roleName())
 *         .length("roleName", request.roleName(), 1, 64)
 *         .check();
 * }</pre>
 *
 * <p>Members that are absent pass every check but {@link #required}. For use by one thread.
 */
public final class Constraints {

    private final String code;
    private final List<String> violations = new ArrayList<>();

    private Constraints(String code) {
        this.code = code;
    }

    /** For services of the Query protocol, which answer {@code ValidationError}. */
    public static Constraints query() {
        return new Constraints("ValidationError");
    }

    /** For services of the JSON protocols, which answer {@code ValidationException}. */
    public static Constraints json() {
        return new Constraints("ValidationException");
    }

    /** The member must be there. */
    public Constraints required(String member, Object value) {
        if (value == null) {
            violation("null", member, "Member must not be null");
        }
        return this;
    }

    /** The number of characters lies between the two, both included. */
    public Constraints length(String member, String value, int least, int most) {
        if (value != null && value.length() < least) {
            violation(shown(value), member, "Member must have length greater than or equal to " + least);
        }
        if (value != null && value.length() > most) {
            violation(shown(value), member, "Member must have length less than or equal to " + most);
        }
        return this;
    }

    /** The number of elements lies between the two, both included. */
    public Constraints size(String member, Collection<?> value, int least, int most) {
        if (value != null && value.size() < least) {
            violation(shown(value), member, "Member must have length greater than or equal to " + least);
        }
        if (value != null && value.size() > most) {
            violation(shown(value), member, "Member must have length less than or equal to " + most);
        }
        return this;
    }

    /** The whole text matches the pattern. */
    public Constraints matches(String member, String value, Pattern pattern) {
        if (value != null && !pattern.matcher(value).matches()) {
            violation(shown(value), member, "Member must satisfy regular expression pattern: " + pattern.pattern());
        }
        return this;
    }

    /** The number lies between the two, both included. */
    public Constraints range(String member, Number value, long least, long most) {
        if (value != null && value.longValue() < least) {
            violation(shown(value), member, "Member must have value greater than or equal to " + least);
        }
        if (value != null && value.longValue() > most) {
            violation(shown(value), member, "Member must have value less than or equal to " + most);
        }
        return this;
    }

    /** The text is one of an enumeration's values. */
    public Constraints oneOf(String member, String value, Set<String> values) {
        if (value != null && !values.contains(value)) {
            violation(shown(value), member, "Member must satisfy enum value set: [" + String.join(", ", values) + "]");
        }
        return this;
    }

    /** Refuses the request if anything was violated. */
    public void check() {
        check(message -> AwsError.badRequest(code, message));
    }

    /** Refuses with the service's own exception, for services that model one for this. */
    public void check(Function<String, ? extends RuntimeException> refusal) {
        if (!violations.isEmpty()) {
            throw refusal.apply(violations.size()
                    + (violations.size() == 1 ? " validation error detected: " : " validation errors detected: ")
                    + String.join("; ", violations));
        }
    }

    private void violation(String value, String member, String constraint) {
        violations.add("Value " + value + " at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    private static String shown(Object value) {
        return "'" + value + "'";
    }
}
