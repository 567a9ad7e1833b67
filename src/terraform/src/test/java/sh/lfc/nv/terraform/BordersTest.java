package sh.lfc.nv.terraform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The borders around the runner, which others use without the rest of the project. */
class BordersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void terraformIsRunWithoutKnowingWhatItMakes() {
        classes()
                .that()
                .resideInAPackage("sh.lfc.nv.terraform..")
                .and()
                .resideOutsideOfPackages("sh.lfc.nv.terraform.junit..", "sh.lfc.nv.terraform.cucumber..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("sh.lfc.nv.terraform..", "java..", "javax.net.ssl..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void onlyTheExtensionKnowsJUnitAndOnlyTheSentencesKnowCucumber() {
        classes()
                .that()
                .resideInAPackage("sh.lfc.nv.terraform.junit..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("sh.lfc.nv.terraform..", "java..", "org.junit.jupiter.api..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("sh.lfc.nv.terraform.cucumber..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("sh.lfc.nv.terraform..", "java..", "io.cucumber.java..")
                .check(CLASSES);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("sh.lfc.nv.terraform.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
