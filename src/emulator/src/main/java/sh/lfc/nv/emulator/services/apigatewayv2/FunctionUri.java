package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How integrations and authorizers name a function: its ARN, or the path at which API Gateway invokes it. */
public final class FunctionUri {

    private static final Pattern INVOCATION =
            Pattern.compile("arn:[a-z-]+:apigateway:[a-z0-9-]+:lambda:path/[0-9-]+/functions/(arn:[^/]+)/invocations");
    private static final Pattern FUNCTION =
            Pattern.compile("arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_$:.{}-]+");

    private FunctionUri() {}

    /** The function's ARN; refuses what names none. */
    public static String parse(String uri) {
        Matcher invocation = INVOCATION.matcher(uri);
        String arn = invocation.matches() ? invocation.group(1) : uri;
        if (!FUNCTION.matcher(arn).matches()) {
            throw Refusals.badRequest("Invalid function ARN or invalid uri: " + uri);
        }
        return arn;
    }
}
