package sh.lfc.nv.harness.sandbox;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.yaml.YamlFile;

/**
 * What a user lets be done in which accounts, a file in YAML:
 *
 * <pre>
 * allowed_accounts: ["123456789012"]     # required; nothing is made anywhere else
 * denied_accounts: []                    # beats the list above
 * domain: sandbox.example.com            # required; a public hosted zone of the account, under which runs get names
 * owner: alice                           # tag and part of names; default: the name of the system's user
 * expires_after: PT8H                    # after which a sweep may take a run away; default: 8 hours
 * cost_limit_usd: 5                      # what a run may cost until it expires; default: 5
 * prices: { aws_nat_gateway: 0.045 }     # USD an hour, beside and before the built-in table
 * </pre>
 *
 * @param allowed ids of accounts
 * @param denied ids of accounts
 * @param domain without a final dot
 * @param owner lower-case letters and digits, at most 10
 * @param expiresAfter how long a run may stand
 * @param costLimit in US dollars
 * @param prices US dollars an hour, by kind
 */
public record Settings(
        List<String> allowed,
        List<String> denied,
        String domain,
        String owner,
        Duration expiresAfter,
        double costLimit,
        Map<String, Double> prices) {

    private static final Set<String> KEYS = Set.of(
            "allowed_accounts", "denied_accounts", "domain", "owner", "expires_after", "cost_limit_usd", "prices");

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

    /** ACM takes no longer name, and a run puts 28 characters before it. */
    private static final int LONGEST_DOMAIN = 36;

    private static final int LONGEST_OWNER = 10;

    /** Where they are unless told otherwise: in {@code XDG_CONFIG_HOME}, or {@code .config} in the user's home. */
    public static Path usualFile() {
        var config = System.getenv("XDG_CONFIG_HOME");
        var folder = config == null || config.isBlank()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return folder.resolve("nv-demo").resolve("sandbox.yaml");
    }

    /**
     * Reads them.
     *
     * @throws RefusedException when there are none: no account is allowed then
     * @throws HarnessException naming the mistake
     */
    public static Settings read(Path file) {
        try {
            return YamlFile.read(file, Settings::of);
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    RefusedException.Reason.ACCOUNT,
                    "no account is allowed yet: write the ids of your sandbox accounts under allowed_accounts in %s (docs/sandbox.md)"
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Settings of(Object root) {
        if (!(root instanceof Map<?, ?> fields)) {
            throw new HarnessException("it must hold allowed_accounts and domain");
        }
        YamlFile.requireKnown(fields, KEYS, "the file");
        var allowed = accounts(fields, "allowed_accounts");
        if (allowed.isEmpty()) {
            throw new HarnessException("allowed_accounts must list the account ids in which stacks may be made");
        }
        return new Settings(
                allowed,
                accounts(fields, "denied_accounts"),
                domain(fields),
                value(fields, "owner", Settings::owner).orElseGet(() -> owner(System.getProperty("user.name"))),
                value(fields, "expires_after", Settings::duration).orElse(Duration.ofHours(8)),
                value(fields, "cost_limit_usd", text -> number("cost_limit_usd", text))
                        .orElse(5.0),
                prices(fields.get("prices")));
    }

    private static List<String> accounts(Map<?, ?> fields, String key) {
        var listed = fields.get(key);
        if (listed == null) {
            return List.of();
        }
        if (!(listed instanceof List<?> ids)
                || !ids.stream()
                        .allMatch(id -> id instanceof String text
                                && ACCOUNT.matcher(text).matches())) {
            throw new HarnessException(key + " must be a list of account ids of 12 digits, in quotation marks");
        }
        return ids.stream().map(String::valueOf).toList();
    }

    private static String domain(Map<?, ?> fields) {
        var domain = value(fields, "domain", text -> text)
                .orElseThrow(() -> new HarnessException("domain must name a public hosted zone of the account"));
        if (!DOMAIN.matcher(domain).matches() || domain.length() > LONGEST_DOMAIN) {
            throw new HarnessException(
                    "domain must be a lower case domain name without a final dot of at most %d characters, not \"%s\""
                            .formatted(LONGEST_DOMAIN, domain));
        }
        return domain;
    }

    private static <T> Optional<T> value(Map<?, ?> fields, String key, Function<String, T> meaning) {
        return Optional.ofNullable(fields.get(key)).map(String::valueOf).map(meaning);
    }

    /** As much of a name as can be part of names in AWS. */
    private static String owner(String name) {
        var plain = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return plain.isEmpty() ? "user" : plain.substring(0, Math.min(plain.length(), LONGEST_OWNER));
    }

    private static Duration duration(String text) {
        try {
            var duration = Duration.parse(text);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new HarnessException("expires_after must be a time such as PT8H, not \"%s\"".formatted(text));
    }

    private static double number(String key, String text) {
        try {
            var number = Double.parseDouble(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new HarnessException("%s must be a number of US dollars, not \"%s\"".formatted(key, text));
    }

    private static Map<String, Double> prices(Object table) {
        if (table == null) {
            return Map.of();
        }
        if (!(table instanceof Map<?, ?> entries)) {
            throw new HarnessException("prices must be US dollars an hour by kind");
        }
        var prices = new java.util.TreeMap<String, Double>();
        entries.forEach((kind, price) ->
                prices.put(String.valueOf(kind), number("the price of " + kind, String.valueOf(price))));
        return Map.copyOf(prices);
    }

    /**
     * Lets nothing be done in an account that is not meant for it.
     *
     * @throws RefusedException when the account is denied, or not allowed
     */
    public void requireAllowed(String account) {
        if (denied.contains(account)) {
            throw new RefusedException(
                    RefusedException.Reason.ACCOUNT, "account %s is on the list of denied accounts".formatted(account));
        }
        if (!allowed.contains(account)) {
            throw new RefusedException(
                    RefusedException.Reason.ACCOUNT,
                    "account %s is not on the list of allowed accounts, which are %s".formatted(account, allowed));
        }
    }
}
