package sh.lfc.nv.harness.localstack.beside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;

/**
 * What functions log into the database with: what the stacks' own values give the secret and the database. A server beside
 * is made with it.
 */
public record DatabaseLogin(String username, String password, String database) {
    private static final Pattern CREDENTIALS =
            Pattern.compile("^postgres_credentials\\s*=\\s*\\{([^}]*)}", Pattern.MULTILINE);

    /** @throws HarnessException when the values do not say it, which it names without what they say */
    public static DatabaseLogin of(Checkout checkout) {
        var secrets = values(checkout, "secrets");
        var credentials = CREDENTIALS.matcher(read(secrets));
        if (!credentials.find()) {
            throw new HarnessException(secrets + " does not say what the database's credentials are");
        }
        var inside = credentials.group(1);
        var postgres = values(checkout, "postgres");
        return new DatabaseLogin(
                value("username", inside, secrets),
                value("password", inside, secrets),
                value("database", read(postgres), postgres));
    }

    private static Path values(Checkout checkout, String stack) {
        return checkout.stack(stack).resolve("nv-demo.auto.tfvars");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new HarnessException("cannot read the stacks' values in %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String value(String name, String text, Path file) {
        var value = Pattern.compile("^\\s*%s\\s*=\\s*\"([^\"\\\\$%%]+)\"".formatted(name), Pattern.MULTILINE)
                .matcher(text);
        if (!value.find()) {
            throw new HarnessException("%s does not say what %s is, as plain text".formatted(file, name));
        }
        return value.group(1);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseLogin[username=%s, database=%s]".formatted(username, database);
    }
}
