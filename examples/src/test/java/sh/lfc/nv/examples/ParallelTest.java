package sh.lfc.nv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.terraform.Variables;
import sh.lfc.nv.terraform.junit.Configurations;
import sh.lfc.nv.terraform.junit.TerraformExtension;
import sh.lfc.nv.terraform.stage.UniqueName;

/** One configuration, applied twice at the same time, each in a copy with a state of its own. */
@ExtendWith(TerraformExtension.class)
class ParallelTest {
    @Test
    void copiesDoNotDisturbEachOther(Configurations configurations) throws Exception {
        Callable<String> applied = () -> {
            var name = UniqueName.of("settings");
            var terraform = configurations.copyOf(
                    Path.of("terraform"), "settings", runner -> runner.variables(Variables.NONE.with("name", name)));
            terraform.init();
            terraform.applyIdempotently();
            return terraform.outputs().string("name");
        };

        var threads = Executors.newFixedThreadPool(2);
        try {
            var names = threads.invokeAll(List.of(applied, applied));

            assertThat(names.get(0).get()).isNotEqualTo(names.get(1).get());
        } finally {
            threads.shutdown();
        }
    }
}
