package sh.lfc.nv.emulator.authorization;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;

/**
 * What is done to the value of a placeholder, such as {@code {FunctionName|function}}.
 *
 * <ul>
 *   <li>{@code function}: a function's name out of its name, partial ARN or ARN, without version or alias
 *   <li>{@code suffix}: a colon before the value, or nothing
 *   <li>{@code last}: what follows the last slash
 *   <li>{@code lower}: in lower case
 *   <li>{@code source}: bucket and key of S3's {@code CopySource}; {@code source-bucket}: the bucket alone
 *   <li>{@code path}: a path between slashes, or one slash
 *   <li>{@code host}: an address without {@code https://}
 *   <li>{@code record}: the name of a DNS record as Route 53's condition keys have it
 *   <li>{@code encoded}: as it stands in a URL's path
 *   <li>{@code user}: as all others below; the caller where there is none
 *   <li>{@code queue}: the ARN of the queue with this URL
 *   <li>all others: a kind of resource by which its service is asked for the ARN, such as {@code secret}
 * </ul>
 *
 * <p>Where a value is an ARN, it stands for the whole resource.
 */
final class Placeholder {

    private Placeholder() {}

    static String apply(String what, String value, Scope scope, Resources resources) {
        return switch (what) {
            case "" -> value;
            case "function" -> function(value);
            case "suffix" -> ":" + value;
            case "last" -> value.substring(value.lastIndexOf('/') + 1);
            case "lower" -> value.toLowerCase(Locale.ROOT);
            case "path" -> value;
            case "host" -> value.replaceFirst("^https?://", "");
            case "record" -> value.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
            case "encoded" -> URLEncoder.encode(value, StandardCharsets.UTF_8);
            case "source" -> source(value);
            case "source-bucket" -> source(value).split("/", 2)[0];
            case "queue" -> queue(value, scope);
            default ->
                value.startsWith("arn:")
                        ? value
                        : resources.arn(what, scope, value).orElse(value);
        };
    }

    /** What stands for a placeholder whose member is absent. */
    static String absent(String what, Principal caller) {
        return switch (what) {
            case "suffix" -> "";
            case "path" -> "/";
            case "user" -> caller.kind() == Principal.Kind.USER ? caller.arn() : "*";
            default -> "*";
        };
    }

    private static String function(String value) {
        String[] parts = value.split(":");
        for (int i = 0; i < parts.length - 1; i++) {
            if (parts[i].equals("function")) {
                return parts[i + 1];
            }
        }
        return parts[0];
    }

    private static String source(String value) {
        String plain = value.startsWith("/") ? value.substring(1) : value;
        int version = plain.lastIndexOf("?versionId=");
        return URLDecoder.decode(version < 0 ? plain : plain.substring(0, version), StandardCharsets.UTF_8);
    }

    private static String queue(String url, Scope scope) {
        String[] parts = url.split("/");
        return parts.length < 2
                ? url
                : new Scope(parts[parts.length - 2], scope.region()).arn("sqs", parts[parts.length - 1]);
    }
}
