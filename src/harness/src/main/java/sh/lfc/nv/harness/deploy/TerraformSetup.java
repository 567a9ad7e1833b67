package sh.lfc.nv.harness.deploy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.terraform.install.CliConfiguration;
import sh.lfc.nv.terraform.install.OsArch;
import sh.lfc.nv.terraform.install.ProviderAddress;
import sh.lfc.nv.terraform.install.ProviderMirror;
import sh.lfc.nv.terraform.install.TerraformBinary;
import sh.lfc.nv.terraform.install.TerraformRelease;

/**
 * The Terraform of this machine and how it installs providers.
 *
 * @param binary the program
 * @param environment the variables that make it use one plugin cache, and a mirror where there is one
 */
public record TerraformSetup(Path binary, Map<String, String> environment) {
    private static final ProviderAddress AWS = new ProviderAddress("hashicorp", "aws");

    /**
     * Finds both; downloads Terraform when there is none.
     *
     * @param named the program that the user names, by path or by name
     */
    public static TerraformSetup find(Checkout checkout, Optional<String> named) throws InterruptedException {
        var env = System.getenv();
        var platform = OsArch.current();
        var program =
                new TerraformBinary(env.get("PATH"), TerraformRelease.PINNED, platform, checkout.kept("terraform"));
        var binary = named.isPresent() ? program.named(named.get()) : program.find();
        var configuration = CliConfiguration.prepare(
                checkout.kept("terraform").resolve("terraform.rc"),
                checkout.kept("plugins"),
                ProviderMirror.find(AWS, platform, env),
                env);
        return new TerraformSetup(binary, configuration.environment());
    }
}
