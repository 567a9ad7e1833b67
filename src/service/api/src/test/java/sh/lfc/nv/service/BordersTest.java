package sh.lfc.nv.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The borders inside the service, over all its modules: this one is the last of them that is built. */
class BordersTest {

    private static final Path MODULES = Path.of("..");
    private static final String SERVICE = "sh.lfc.nv.service.";

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() throws IOException {
        try (Stream<Path> modules = Files.list(MODULES)) {
            classes = new ClassFileImporter()
                    .importPaths(modules.map(module -> module.resolve("target/classes"))
                            .filter(Files::isDirectory)
                            .toList());
        }
        assertThat(classes.containPackage(SERVICE + "catalog") && classes.containPackage(SERVICE + "api"))
                .isTrue();
    }

    @Test
    void theServiceKnowsNothingOfWhatTestsIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sh.lfc.nv.emulator..", "sh.lfc.nv.harness..", "sh.lfc.nv.canary..")
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "authorizer", "init", "update"})
    void nothingDependsOnAFunction(String function) {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVICE + function + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVICE + function + "..")
                .check(classes);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        SlicesRuleDefinition.slices()
                .matching(SERVICE + "(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void onlyTheCatalogueSpeaksSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SERVICE + "catalog..", SERVICE + "postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..")
                .check(classes);
    }

    @Test
    void onlyTheCacheSpeaksToRedis() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVICE + "cache..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("redis.clients..")
                .check(classes);
    }
}
