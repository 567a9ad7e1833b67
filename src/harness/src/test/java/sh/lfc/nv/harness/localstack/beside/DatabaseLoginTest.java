package sh.lfc.nv.harness.localstack.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;

class DatabaseLoginTest {
    private static final Checkout CHECKOUT = Checkout.around(Path.of(""));

    @TempDir
    Path folder;

    @Test
    void isWhatTheStacksValuesSayAndWhatComposeMakesItsServerWith() throws Exception {
        var compose = new Properties();
        try (var file = Files.newBufferedReader(CHECKOUT.root().resolve("localstack/.env"))) {
            compose.load(file);
        }

        assertThat(DatabaseLogin.of(CHECKOUT))
                .isEqualTo(new DatabaseLogin(
                        compose.getProperty("POSTGRES_USER"),
                        compose.getProperty("POSTGRES_PASSWORD"),
                        compose.getProperty("POSTGRES_DB")));
    }

    @Test
    void whereTheValuesDoNotSayItTheFileIsNamedAndNothingOfItShown() throws Exception {
        Files.createDirectories(folder.resolve("terraform/secrets"));
        var values = folder.resolve("terraform/secrets/nv-demo.auto.tfvars");
        Files.writeString(values, "postgres_credentials = {\n  username = \"u\"\n  password = var.hidden\n}\n");

        assertThatThrownBy(() -> DatabaseLogin.of(new Checkout(folder)))
                .isInstanceOf(HarnessException.class)
                .hasMessageContaining("nv-demo.auto.tfvars")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(new DatabaseLogin("u", "hidden", "d"))
                .asString()
                .contains("u", "d")
                .doesNotContain("hidden");
    }
}
