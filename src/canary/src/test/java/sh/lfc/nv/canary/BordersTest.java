package sh.lfc.nv.canary;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the canary may know, and what comes along with it. */
class BordersTest {
    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter().importPath(Path.of("target/classes"));
        assertThat(classes.contain(CanaryHandler.class)).isTrue();
    }

    @Test
    void theCanaryKnowsNeitherTheHarnessNorTheEmulatorNorTheService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sh.lfc.nv.harness..", "sh.lfc.nv.emulator..", "sh.lfc.nv.service..")
                .check(classes);
    }

    @Test
    void stepsSeeTheServiceFromOutsideOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("sh.lfc.nv.canary", "sh.lfc.nv.canary.aws")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..", "sh.lfc.nv.canary.aws..")
                .check(classes);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        SlicesRuleDefinition.slices()
                .matching("sh.lfc.nv.canary.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void allFeaturesWithScenariosForTheCanaryComeAlongWithIt() throws IOException {
        assertThat(features(Path.of("target/classes/features"))).isEqualTo(features(Path.of("../../features")));
    }

    private static Set<String> features(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> read(file).contains("@canary"))
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
