package sh.lfc.nv.terraform.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The borders around the waits, which others use with any AWS. */
class BordersTest {
    @Test
    void waitsKnowTheRunnersWaitAndTheSdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "sh.lfc.nv.terraform.aws..", "sh.lfc.nv.terraform.wait..", "java..", "software.amazon.awssdk..")
                .check(new ClassFileImporter().importPath(Path.of("target/classes")));
    }
}
