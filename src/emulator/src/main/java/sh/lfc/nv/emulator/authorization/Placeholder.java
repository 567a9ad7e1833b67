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
 *   <li>{@code qualified-function}: the same with version or alias, if the name or ARN tells it
 *   <li>{@code log-group}: a log group's name out of its name or ARN
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
 *   <li>{@code rule-bus}: what stands before a rule's name in its ARN, by the name or ARN of its event bus
 *   <li>{@code event-bus}, {@code group}: as all others below; {@code default} where there is none, also in each entry of
 *       a list
 *   <li>all others: a kind of resource by which its service is asked for the ARN, such as {@code secret}
 * </ul>
 *
 * <p>Where a value is an ARN, it stands for the whole resource, as the resource is known to policies.
 */
final class Placeholder {

    private static final String DEFAULT = "default";

    private Placeholder() {}

    static String apply(String what, String value, Scope scope, Resources resources) {
        return switch (what) {
            case "" -> value;
            case "function" -> function(value).split(":", 2)[0];
            case "qualified-function" -> function(value);
            case "log-group" -> value.startsWith("arn:") ? logGroup(value) : value;
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
            case "rule-bus" -> ruleBus(value);
            default ->
                value.startsWith("arn:")
                        ? resources.canonical(value)
                        : resources.arn(what, scope, value).orElse(value);
        };
    }

    /** What stands for a placeholder whose member is absent. */
    static String absent(String what, Principal caller) {
        return switch (what) {
            case "suffix", "rule-bus" -> "";
            case "event-bus", "group" -> DEFAULT;
            case "path" -> "/";
            case "user" -> caller.kind() == Principal.Kind.USER ? caller.arn() : "*";
            default -> "*";
        };
    }

    /** Whether something stands for the placeholder in each of several entries that lack the member. */
    static boolean standsForEach(String what) {
        return what.equals("event-bus");
    }

    /** What follows {@code function:}; only a name is given without it. */
    private static String function(String value) {
        String marker = "function:";
        int at = value.indexOf(marker);
        return at < 0 ? value : value.substring(at + marker.length());
    }

    private static String logGroup(String arn) {
        String[] parts = arn.split(":", 8);
        return parts.length < 7 ? arn : parts[6];
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

    private static String ruleBus(String bus) {
        String name = bus.substring(bus.lastIndexOf('/') + 1);
        return name.equals(DEFAULT) ? "" : name + "/";
    }
}
