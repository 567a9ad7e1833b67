package sh.lfc.nv.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "sh.lfc.nv.service", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {

    @ArchTest
    static final ArchRule THE_SERVICE_KNOWS_NEITHER_EMULATOR_NOR_HARNESS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sh.lfc.nv.emulator..", "sh.lfc.nv.harness..");

    @ArchTest
    static final ArchRule PACKAGES_DEPEND_ON_EACH_OTHER_IN_ONE_DIRECTION = SlicesRuleDefinition.slices()
            .matching("sh.lfc.nv.service.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_CATALOGUE_KNOWS_THE_TABLE = noClasses()
            .that()
            .resideOutsideOfPackages("..service.catalog..", "..service.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule ONLY_THE_CACHE_KNOWS_REDIS = noClasses()
            .that()
            .resideOutsideOfPackage("..service.cache..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("redis.clients..");
}
