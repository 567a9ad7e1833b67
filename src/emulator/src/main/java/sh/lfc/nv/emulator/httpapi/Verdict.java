package sh.lfc.nv.emulator.httpapi;

import java.util.Map;

/** What an authorizer decides. */
sealed interface Verdict {

    /**
     * The request goes on.
     *
     * @param context what the authorizer passes on to the integration
     */
    record Allowed(Map<String, Object> context) implements Verdict {}

    /** The request ends here. */
    record Refused(ApiAnswer answer) implements Verdict {}
}
