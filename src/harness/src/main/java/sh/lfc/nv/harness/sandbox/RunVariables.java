package sh.lfc.nv.harness.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.OwnerOnly;
import sh.lfc.nv.terraform.Variables;

/**
 * What a run gives the stacks instead of the demo's values: its own names and its own passwords, made up once, in files that
 * nobody but the user may read.
 */
final class RunVariables {
    private static final Pattern DECLARED = Pattern.compile("^variable \"([a-z0-9_]+)\"", Pattern.MULTILINE);
    private static final String PASSWORD_LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LENGTH = 32;

    private final Checkout checkout;
    private final Run run;

    RunVariables(Checkout checkout, Run run) {
        this.checkout = checkout;
        this.run = run;
    }

    /** The variables of a stack; the passwords stay the same for the whole run. */
    Variables of(String stack) {
        var file = run.folder("variables").resolve(stack + ".tfvars.json");
        try {
            if (!Files.isRegularFile(file)) {
                OwnerOnly.write(file, Run.json(values(stack)));
            }
            return Variables.NONE.withFile(file);
        } catch (IOException e) {
            throw new HarnessException("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private Map<String, Object> values(String stack) throws IOException {
        var facts = run.facts();
        var known = Map.of(
                "env", (Object) facts.name(),
                "region", facts.region(),
                "domain", facts.domain(),
                "postgres_credentials", Map.of("username", "nvdemo", "password", password()),
                "client_credentials", Map.of("username", "nvclient", "password", password()),
                "client_api_key", password());
        var values = new TreeMap<String, Object>();
        var declared = DECLARED.matcher(Files.readString(variables(stack)));
        while (declared.find()) {
            var name = declared.group(1);
            if (known.containsKey(name)) {
                values.put(name, known.get(name));
            }
        }
        return values;
    }

    private Path variables(String stack) {
        return checkout.stack(stack).resolve("variables.tf");
    }

    private static String password() {
        return new SecureRandom()
                .ints(PASSWORD_LENGTH, 0, PASSWORD_LETTERS.length())
                .collect(
                        StringBuilder::new, (text, i) -> text.append(PASSWORD_LETTERS.charAt(i)), StringBuilder::append)
                .toString();
    }
}
