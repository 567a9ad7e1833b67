package sh.lfc.nv.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The borders that the architecture draws around the harness and inside it. */
class BordersTest {
    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .importPaths(List.of(
                        Path.of("target/classes"),
                        Path.of("../canary/target/classes"),
                        Path.of("../emulator/target/classes")));
        assertThat(classes.containPackage("sh.lfc.nv.harness.cli")
                        && classes.containPackage("sh.lfc.nv.canary.steps")
                        && classes.containPackage("sh.lfc.nv.emulator.gateway"))
                .isTrue();
    }

    @Test
    void theHarnessTestsTheServiceFromOutside() {
        noClasses()
                .that()
                .resideInAPackage("sh.lfc.nv.harness..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sh.lfc.nv.service..", "sh.lfc.nv.catalog..", "sh.lfc.nv.api..")
                .check(classes);
    }

    @Test
    void theEmulatorDoesNotKnowTheHarness() {
        noClasses()
                .that()
                .resideInAPackage("sh.lfc.nv.emulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("sh.lfc.nv.harness..")
                .check(classes);
    }

    @Test
    void theCanaryKnowsNeitherTheHarnessNorTheEmulator() {
        noClasses()
                .that()
                .resideInAPackage("sh.lfc.nv.canary..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sh.lfc.nv.harness..", "sh.lfc.nv.emulator..")
                .check(classes);
    }

    @Test
    void onlyTargetsStartTheEmulatorAndOnlyThroughItsFrontDoor() {
        classes()
                .that()
                .resideInAPackage("sh.lfc.nv.emulator..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("sh.lfc.nv.emulator..", "sh.lfc.nv.harness.target..")
                .check(classes);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("sh.lfc.nv.harness.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei..")
                .check(classes);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("sh.lfc.nv.harness.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }
}
