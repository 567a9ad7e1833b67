package sh.lfc.nv.emulator.services.iam;

import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.validation.Constraints;

/** What names and paths must look like. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)");
    private static final String PATH_RULE =
            "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric"
                    + " characters and/or / characters.";

    private Names() {}

    /** Refuses a name that is missing, too long or of other characters. */
    static void require(String member, String name, int most) {
        Constraints.query().required(member, name).length(member, name, 1, most).check();
        if (!NAME.matcher(name).matches()) {
            throw AwsError.badRequest(
                    "ValidationError",
                    "The specified value for " + member
                            + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
    }

    /** The path, the root for none. */
    static String path(String path) {
        if (path == null) {
            return "/";
        }
        if (path.length() > 512 || !PATH.matcher(path).matches()) {
            throw AwsError.badRequest("ValidationError", PATH_RULE);
        }
        return path;
    }

    /** Whether a path lies below a prefix; all do without one. */
    static boolean below(String prefix, String path) {
        return prefix == null || path.startsWith(prefix);
    }
}
