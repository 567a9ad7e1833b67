package sh.lfc.nv.emulator.services.lambda;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

/**
 * The name by which a caller means a function: a plain name, a partial or a full ARN, each with or without a
 * qualifier.
 *
 * @param scope the account and region of the function
 * @param name the function's name
 * @param qualifier a version, an alias or {@code $LATEST}; null when the caller gave none
 */
record FunctionReference(Scope scope, String name, String qualifier) {

    static final String LATEST = "$LATEST";

    private static final Pattern FORM = Pattern.compile("(arn:(aws[a-zA-Z-]*)?:lambda:)?"
            + "((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
            + "([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");

    /** Reads a name; {@code qualifier} is what the request's own member says, or null. */
    static FunctionReference of(Scope caller, String text, String qualifier) {
        Constraints.json()
                .required("functionName", text)
                .length("functionName", text, 1, 256)
                .matches("functionName", text, FORM)
                .length("qualifier", qualifier, 1, 128)
                .check();
        Matcher parts = FORM.matcher(text);
        parts.matches();
        String region = parts.group(3) == null ? caller.region() : trimmed(parts.group(3));
        String account = parts.group(9) == null ? caller.account() : trimmed(parts.group(9));
        String own = parts.group(13);
        if (own != null && qualifier != null && !own.equals(qualifier)) {
            throw InvalidParameterValueException.builder()
                    .message("The derived qualifier from the function name does not match the specified qualifier.")
                    .build();
        }
        return new FunctionReference(new Scope(account, region), parts.group(11), own == null ? qualifier : own);
    }

    private static String trimmed(String part) {
        return part.substring(0, part.length() - 1);
    }

    /** The function's ARN, without the qualifier. */
    String arn() {
        return scope.arn("lambda", "function:" + name);
    }

    /** The ARN with the qualifier that the caller gave. */
    String qualifiedArn() {
        return qualifier == null ? arn() : arn() + ":" + qualifier;
    }
}
