package sh.lfc.nv.harness.localstack.beside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.checkout.Checkout;

class StacksBesideTest {
    private static final Checkout CHECKOUT = Checkout.around(Path.of(""));
    private static final Beside BOTH = new Beside(
            Map.of(Engine.POSTGRES, new Server("10.1.2.3", 15432), Engine.REDIS, new Server("cache.local", 16379)),
            Map.of());

    @TempDir
    Path folder;

    @Test
    void withoutServersTheStacksAreTheCheckoutsOwn() {
        var stacks = new StacksBeside(CHECKOUT, folder, Beside.NOTHING);

        assertThat(stacks.checkout()).isSameAs(CHECKOUT);
        assertThat(stacks.variables("postgres").values()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whereServersAreIsHandedToTheStacksThatUseThem() {
        var stacks = new StacksBeside(CHECKOUT, folder, BOTH);

        assertThat(stacks.variables("postgres").values())
                .isEqualTo(Map.of("postgres_host", "10.1.2.3", "postgres_port", 15432, "postgres_database", "nvdemo"));
        assertThat(stacks.variables("elasticache").values())
                .isEqualTo(Map.of("redis_host", "cache.local", "redis_port", 16379, "redis_tls", false));
        assertThat(stacks.variables("frontend").values())
                .containsOnlyKeys(
                        "postgres_host", "postgres_port", "postgres_database", "redis_host", "redis_port", "redis_tls");
        assertThat(stacks.variables("vpc").values()).isEmpty();
    }

    @Test
    void overridesAreInTheCopyAlone() throws Exception {
        var stacks = new StacksBeside(CHECKOUT, folder, BOTH);

        assertThat(stacks.checkout().stack("postgres").resolve("postgres_beside_override.tf"))
                .isRegularFile();
        try (var originals = Files.walk(CHECKOUT.root().resolve("terraform"))) {
            assertThat(originals).noneMatch(file -> file.toString().endsWith("_override.tf"));
        }
    }

    @Test
    void whatAnEarlierRunOverrodeIsForgotten() {
        new StacksBeside(CHECKOUT, folder, BOTH);
        var redisAlone = new Beside(Map.of(Engine.REDIS, new Server("cache.local", 1)), Map.of());

        var stacks = new StacksBeside(CHECKOUT, folder, redisAlone);

        assertThat(stacks.checkout().stack("postgres").resolve("postgres_beside_override.tf"))
                .doesNotExist();
        assertThat(stacks.checkout().stack("frontend").resolve("redis_beside_override.tf"))
                .isRegularFile();
        assertThat(stacks.variables("frontend").values()).containsOnlyKeys("redis_host", "redis_port", "redis_tls");
    }

    @Test
    void everyStackThatAsksAwsForAnEngineIsToldOtherwise() throws Exception {
        for (var engine : Engine.values()) {
            var type = engine == Engine.POSTGRES ? "\"aws_db_" : "\"aws_elasticache_";
            var overridden = StacksBeside.overrides(CHECKOUT, engine).stream()
                    .map(overrides -> overrides.getFileName().toString())
                    .toList();
            for (var stack : CHECKOUT.stacks().applyOrder()) {
                assertThat(overridden.contains(stack.name()))
                        .as("overrides of %s for %s", engine.title(), stack.name())
                        .isEqualTo(uses(stack.name(), type));
            }
        }
    }

    private static boolean uses(String stack, String type) throws Exception {
        try (var files = Files.newDirectoryStream(CHECKOUT.stack(stack), "*.tf")) {
            for (var file : files) {
                if (Files.readString(file).contains(type)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void serversAreAskedForOneByOneAndRefusalsAreKept() throws Exception {
        Databases databases = engine -> engine == Engine.REDIS ? new Server("r", 1) : new NoServer("none to be had");

        var beside = Beside.ask(databases, Set.of(Engine.POSTGRES, Engine.REDIS));

        assertThat(beside.has(Engine.REDIS)).isTrue();
        assertThat(beside.refusal(Engine.POSTGRES)).hasValue("none to be had");
        assertThat(beside.refusal(Engine.REDIS)).isEmpty();
    }

    @Test
    void aServerThatIsNamedIsNotAskedFor() throws Exception {
        Databases databases = engine -> new NoServer("asked for " + engine);
        var named = databases.after(Map.of(Engine.REDIS, new Server("r", 1)));

        assertThat(named.beside(Engine.REDIS)).isEqualTo(new Server("r", 1));
        assertThat(named.beside(Engine.POSTGRES)).isEqualTo(new NoServer("asked for POSTGRES"));
    }
}
