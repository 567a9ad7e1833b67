package sh.lfc.nv.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders that the architecture draws around the harness and inside it. */
@AnalyzeClasses(packages = "sh.lfc.nv", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
    @ArchTest
    static final ArchRule theHarnessTestsTheServiceFromOutside = noClasses()
            .that()
            .resideInAPackage("sh.lfc.nv.harness..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sh.lfc.nv.service..", "sh.lfc.nv.catalog..", "sh.lfc.nv.api..");

    @ArchTest
    static final ArchRule theEmulatorDoesNotKnowTheHarness = noClasses()
            .that()
            .resideInAPackage("sh.lfc.nv.emulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("sh.lfc.nv.harness..");

    @ArchTest
    static final ArchRule onlyTargetsStartTheEmulatorAndOnlyThroughItsFrontDoor = classes()
            .that()
            .resideInAPackage("sh.lfc.nv.emulator..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("sh.lfc.nv.emulator..", "sh.lfc.nv.harness.target..");

    @ArchTest
    static final ArchRule terraformIsRunWithoutKnowingWhatItMakes = noClasses()
            .that()
            .resideInAnyPackage("sh.lfc.nv.harness.terraform..", "sh.lfc.nv.harness.process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon.awssdk..",
                    "sh.lfc.nv.harness.target..",
                    "sh.lfc.nv.harness.stacks..",
                    "sh.lfc.nv.harness.cli..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackage("sh.lfc.nv.harness.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "me.tongfei..");

    @ArchTest
    static final ArchRule packagesDoNotDependOnEachOtherInCircles = slices().matching("sh.lfc.nv.harness.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);
}
