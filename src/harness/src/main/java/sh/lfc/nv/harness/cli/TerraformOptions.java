package sh.lfc.nv.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.DeployRole;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.deploy.Deployment.Workspace;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.harness.target.Target;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Processes;

/** What all commands that run Terraform let the user choose. */
final class TerraformOptions {
    @Mixin
    private TerraformProgram program;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "How many stacks to work on at a time, at about 0.7 GB each; default: as many as the machine's"
                            + " memory lets, up to 4.")
    private int parallel = Deployment.parallelismHere();

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "Only this stack and those that it needs (destroy: those that need it); may be repeated.")
    private List<String> stacks = List.of();

    @Option(
            names = "--deploy-role",
            description =
                    "Apply and destroy as the role whose policies are in terraform/deploy-role, as a pipeline does,"
                            + " instead of as the account's root.")
    private boolean deployRole;

    /** The chosen stacks and what they need. */
    StackGraph graphToApply(Checkout checkout) {
        return stacks.isEmpty() ? checkout.stacks() : checkout.stacks().upTo(stacks);
    }

    /** The chosen stacks and what needs them. */
    StackGraph graphToDestroy(Checkout checkout) {
        return stacks.isEmpty() ? checkout.stacks() : checkout.stacks().from(stacks);
    }

    Deployment deployment(Checkout checkout, Target target, TerraformInstallation setup, Processes processes) {
        var deployment = new Deployment(checkout, target, setup, processes, workspace(checkout), parallel);
        return deployRole ? deployment.as(deployer(target, checkout)) : deployment;
    }

    /** Who applies the stacks. */
    AwsAccess deployer(Target target, Checkout checkout) {
        return deployRole
                ? DeployRole.takeOn(target.aws(), DeployRole.NAME, DeployRole.policies(checkout))
                : target.aws();
    }

    /** How many stacks to work on at a time. */
    int parallel() {
        return parallel;
    }

    /** What Terraform needs of this machine; also where it turns out that there is no Terraform. */
    TerraformInstallation setup(Checkout checkout) {
        if (parallel < 1) {
            throw new HarnessException("--parallel must be at least 1, not " + parallel);
        }
        return program.setup(checkout);
    }

    static Workspace workspace(Checkout checkout) {
        return new Workspace(Optional.empty(), Optional.of(state(checkout)), checkout.kept("logs"));
    }

    /** Where state is kept that lives as long as the embedded AWS does. */
    static Path state(Checkout checkout) {
        return checkout.kept("state");
    }

    /** Forgets the state of stacks whose embedded AWS is gone, and they with it. */
    static void clearState(Checkout checkout) {
        workspace(checkout).forgetStates();
    }
}
