package sh.lfc.nv.terraform.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * How Terraform installs providers: the user's own configuration if it says so, else one that uses a mirror on this
 * machine for what it holds and the registry for everything else. In both cases all configurations share one cache.
 *
 * @param environment the variables that make Terraform use it
 */
public record CliConfiguration(Map<String, String> environment) {
    private static final Pattern INSTALLS = Pattern.compile("^\\s*provider_installation\\s*\\{", Pattern.MULTILINE);

    public CliConfiguration {
        environment = Map.copyOf(environment);
    }

    /**
     * @param file where the configuration is written if the user has none
     * @param pluginCache shared by all configurations, made if missing
     * @param mirror the mirror to use, if there is one
     */
    public static CliConfiguration prepare(
            Path file, Path pluginCache, Optional<ProviderMirror> mirror, Map<String, String> env) {
        try {
            Files.createDirectories(pluginCache);
            Files.createDirectories(file.toAbsolutePath().getParent());
            var variables = new LinkedHashMap<String, String>();
            variables.put("TF_PLUGIN_CACHE_DIR", pluginCache.toAbsolutePath().toString());
            // The lock files of the stacks are not kept, so there is nothing that the cache could contradict.
            variables.put("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "1");
            var users = usersOwn(env);
            if (users.isPresent()) {
                variables.put("TF_CLI_CONFIG_FILE", users.get().toString());
            } else {
                write(file, text(mirror));
                variables.put("TF_CLI_CONFIG_FILE", file.toAbsolutePath().toString());
            }
            return new CliConfiguration(variables);
        } catch (IOException e) {
            throw new ActionableException(
                    "cannot write Terraform's configuration %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** At once or not at all: another process may be reading it. */
    private static void write(Path file, String text) throws IOException {
        if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
            return;
        }
        var partial = Files.createTempFile(file.toAbsolutePath().getParent(), "terraform", ".partial");
        Files.writeString(partial, text);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A configuration of the user's that decides about providers itself. */
    private static Optional<Path> usersOwn(Map<String, String> env) {
        var named = env.get("TF_CLI_CONFIG_FILE");
        var file = named != null ? Path.of(named) : Path.of(env.getOrDefault("HOME", "/nonexistent"), ".terraformrc");
        try {
            return Files.isReadable(file)
                            && INSTALLS.matcher(Files.readString(file)).find()
                    ? Optional.of(file.toAbsolutePath())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(Optional<ProviderMirror> mirror) {
        return mirror.map(found ->
                        """
                        # Written for tests; it is written again at every start.
                        provider_installation {
                          filesystem_mirror {
                            path    = "%s"
                            include = ["%s"]
                          }
                          direct {
                            exclude = ["%s"]
                          }
                        }
                        """
                                .formatted(found.root().toAbsolutePath(), found.provider(), found.provider()))
                .orElse("# Written for tests: providers come from their registry.\n");
    }
}
