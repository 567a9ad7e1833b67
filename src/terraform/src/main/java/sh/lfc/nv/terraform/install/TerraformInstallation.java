package sh.lfc.nv.terraform.install;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The Terraform (or OpenTofu) of this machine and how it installs providers. Immutable.
 *
 * @param binary the program
 * @param environment the variables that make it use one plugin cache for all configurations, and a mirror where there is one
 */
public record TerraformInstallation(Path binary, Map<String, String> environment) {
    public TerraformInstallation {
        environment = Map.copyOf(environment);
    }

    /**
     * {@code terraform} on the path, else {@code tofu}, else {@link TerraformRelease#PINNED}, which is downloaded once and
     * kept in {@code $XDG_CACHE_HOME/nv-terraform} (default: {@code ~/.cache/nv-terraform}). A mirror that holds
     * hashicorp/aws is used where this machine has one.
     *
     * @throws sh.lfc.nv.terraform.failure.ActionableException when there is none and none can be downloaded
     */
    public static TerraformInstallation find() throws InterruptedException {
        return find(Optional.empty(), userCache(System.getenv()), new ProviderAddress("hashicorp", "aws"));
    }

    /** {@link #find()} for a program that is named, by path or by name on the path: {@code tofu}. */
    public static TerraformInstallation named(String program) throws InterruptedException {
        return find(Optional.of(program), userCache(System.getenv()), new ProviderAddress("hashicorp", "aws"));
    }

    /**
     * @param program by path or by name; empty to look for one
     * @param cache where downloads, providers and the configuration of the command line are kept
     * @param mirrored the provider to look for in mirrors on this machine
     */
    public static TerraformInstallation find(Optional<String> program, Path cache, ProviderAddress mirrored)
            throws InterruptedException {
        var env = System.getenv();
        var platform = OsArch.current();
        var own = cache.resolve("terraform");
        var finder = new TerraformBinary(env.get("PATH"), TerraformRelease.PINNED, platform, own);
        var binary = program.isPresent() ? finder.named(program.get()) : finder.find();
        var configuration = CliConfiguration.prepare(
                own.resolve("terraform.rc"),
                cache.resolve("plugins"),
                ProviderMirror.find(mirrored, platform, env),
                env);
        return new TerraformInstallation(binary, configuration.environment());
    }

    private static Path userCache(Map<String, String> env) {
        var named = env.getOrDefault("XDG_CACHE_HOME", "");
        var home = named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return home.resolve("nv-terraform");
    }
}
