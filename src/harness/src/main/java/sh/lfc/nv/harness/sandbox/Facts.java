package sh.lfc.nv.harness.sandbox;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import sh.lfc.nv.canary.aws.AwsAccess;

/**
 * What a run is, from before it makes anything.
 *
 * @param name of the run and its environment, {@code nv-<owner>-<6 random>}, with which all names begin
 * @param account the id of the account
 * @param region for example {@code us-east-1}
 * @param endpoint where AWS's APIs answer; null for AWS's own
 * @param owner whose it is
 * @param domain of its own hosted zone
 * @param parent the domain in whose hosted zone a record leads to that
 * @param began when, in ISO 8601
 * @param expires from when on anybody may take it away, in ISO 8601
 */
public record Facts(
        String name,
        String account,
        String region,
        String endpoint,
        String owner,
        String domain,
        String parent,
        String began,
        String expires) {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int RANDOM = 6;

    /** The form of names. */
    static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("nv-[a-z0-9]{1,10}-[a-z0-9]{6}");

    /** A run that nobody else has. */
    static Facts fresh(Settings settings, String account, String region, String endpoint, Instant now) {
        var random = random();
        return new Facts(
                "nv-" + settings.owner() + "-" + random,
                account,
                region,
                endpoint,
                settings.owner(),
                domain(random, settings.domain()),
                settings.domain(),
                now.toString(),
                now.plus(settings.expiresAfter()).toString());
    }

    /** One of which only its name and its tags are known. */
    static Facts found(String name, String owner, String expires, Settings settings, String account, AwsAccess aws) {
        return new Facts(
                name,
                account,
                aws.region(),
                aws.endpoint().map(URI::toString).orElse(null),
                owner,
                domain(name.substring(name.length() - RANDOM), settings.domain()),
                settings.domain(),
                "",
                expires);
    }

    private static String domain(String random, String parent) {
        return random + "." + parent;
    }

    private static String random() {
        return new SecureRandom()
                .ints(RANDOM, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(LETTERS.charAt(i)), StringBuilder::append)
                .toString();
    }

    /** Where Terraform keeps the states of its stacks. */
    public String stateBucket() {
        return name + "-terraform-state";
    }

    /** Where its service answers. */
    public URI url() {
        return URI.create("https://" + name + "." + domain);
    }

    /** Whether anybody may take it away. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(Instant.parse(expires));
    }
}
