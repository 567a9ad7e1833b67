package sh.lfc.nv.harness.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.terraform.install.TerraformInstallation;

/** Which Terraform is used. */
final class TerraformProgram {
    @Option(
            names = "--terraform",
            paramLabel = "PROGRAM",
            description = "The Terraform or OpenTofu to use; default: terraform or tofu on PATH, else a pinned release"
                    + " that is downloaded once.")
    private String terraform;

    TerraformInstallation setup(Checkout checkout) {
        try {
            return Deployment.installation(checkout, Optional.ofNullable(terraform));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while Terraform was being downloaded", e);
        }
    }
}
