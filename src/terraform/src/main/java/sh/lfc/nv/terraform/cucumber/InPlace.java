package sh.lfc.nv.terraform.cucumber;

import java.nio.file.Path;
import sh.lfc.nv.terraform.Plan;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Processes;

/** Plans as one would by hand: in the folder, with the environment of this process and the Terraform of this machine. */
final class InPlace implements Planner {
    @Override
    public Plan plan(Path folder) throws InterruptedException {
        try (var processes = new Processes()) {
            var terraform = Terraform.in(folder, processes)
                    .installation(TerraformInstallation.find())
                    .build();
            terraform.init();
            return terraform.planWithValues();
        }
    }
}
