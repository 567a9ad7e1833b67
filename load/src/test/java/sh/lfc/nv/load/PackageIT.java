package sh.lfc.nv.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.gatling.javaapi.core.Simulation;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What Gatling Enterprise is given: the package that the build made, and the descriptor beside it. */
class PackageIT {

    @Test
    void thePackageHasEverySimulation() throws Exception {
        try (var jar = new JarFile(theOnly("target", "-shaded.jar").toFile())) {
            var named = jar.getManifest()
                    .getMainAttributes()
                    .getValue("Gatling-Simulations")
                    .split(",");

            assertThat(named).containsExactlyInAnyOrderElementsOf(simulations());
            assertThat(jar.getEntry("promises/live.conf")).isNotNull();
            assertThat(jar.getEntry("org/HdrHistogram/Histogram.class")).isNotNull();
        }
    }

    @Test
    void theDescriptorNamesEverySimulationAndNoPassword() throws Exception {
        var file = new File(".gatling/package.conf");
        var descriptor = ConfigFactory.parseFile(file).getConfig("gatling.enterprise.package");

        assertThat(descriptor.getConfigList("simulations"))
                .extracting(simulation -> simulation.getString("simulation"))
                .containsExactlyInAnyOrderElementsOf(simulations());
        var properties = descriptor.getConfig("default.simulation.parameters.systemProperties");
        assertThat(properties.getDouble("max-rate")).isLessThanOrEqualTo(50);
        assertThat(descriptor.root().render()).doesNotContain("PASSWORD\"", "mysecretkey");
    }

    private static List<String> simulations() throws Exception {
        try (var classes = Files.list(Path.of("target/classes/sh/lfc/nv/load"))) {
            var found = classes.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith("Simulation.class"))
                    .map(name -> "sh.lfc.nv.load." + name.replace(".class", ""))
                    .toList();
            assertThat(found).hasSizeGreaterThan(4);
            for (var name : found) {
                assertThat(Simulation.class)
                        .isAssignableFrom(Class.forName(name, false, PackageIT.class.getClassLoader()));
            }
            return found;
        }
    }

    private static Path theOnly(String folder, String ending) throws Exception {
        try (var files = Files.list(Path.of(folder))) {
            var found = files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
