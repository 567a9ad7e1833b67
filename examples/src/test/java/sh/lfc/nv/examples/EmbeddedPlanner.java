package sh.lfc.nv.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.terraform.Plan;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.cucumber.Planner;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.stage.CopiedFolder;

/** Plans against an embedded AWS, in a copy of the configuration; each is planned once. */
public final class EmbeddedPlanner implements Planner {
    private static final Map<Path, Plan> PLANNED = new ConcurrentHashMap<>();

    @Override
    public Plan plan(Path folder) throws InterruptedException {
        var plan = PLANNED.containsKey(folder) ? PLANNED.get(folder) : planned(folder);
        PLANNED.put(folder, plan);
        return plan;
    }

    private static Plan planned(Path folder) throws InterruptedException {
        try (var aws = Emulator.builder().port(0).start();
                var processes = new Processes();
                var copy = CopiedFolder.of(Path.of("terraform"), folder.toString())) {
            var terraform = Terraform.in(copy.folder(), processes)
                    .installation(TerraformInstallation.find())
                    .environment(EmbeddedAws.environment(aws.endpoint()))
                    .build();
            terraform.init();
            return terraform.planWithValues();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded AWS cannot start", e);
        }
    }
}
