package sh.lfc.nv.service.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.postgres.PostgresSettings;
import sh.lfc.nv.service.testing.TestContext;
import sh.lfc.nv.service.testing.TestPostgres;

class PostgresInitTest {

    private static final String INIT = "{\"name\": \"init\"}";

    private final TestPostgres postgres = TestPostgres.shared();
    private final PostgresSettings database = postgres.database();

    @Test
    void anEmptyDatabaseGetsTheSchemaAndTheAnswerSaysWhatWasApplied() throws IOException {
        JrsValue answer = call(INIT);

        assertThat(Json.text(answer, "database")).contains(database.database());
        assertThat(Json.text(answer, "schema_version")).contains("1");
        assertThat(answer.path("applied").size()).isEqualTo(1);
        assertThat(Json.text(answer.path("applied").path(0), "version")).contains("1");
        assertThat(Json.text(answer.path("applied").path(0), "description")).contains("file");
        postgres.execute(database.database(), "select bucket, object_key, sequencer from file");
    }

    @Test
    void aSecondRunAppliesNothing() throws IOException {
        call(INIT);

        JrsValue answer = call(INIT);

        assertThat(Json.text(answer, "schema_version")).contains("1");
        assertThat(answer.path("applied").size()).isZero();
    }

    @Test
    void ofRunsAtTheSameTimeOneAppliesEachMigration() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<JrsValue>> runs = IntStream.range(0, 4)
                    .<Callable<JrsValue>>mapToObj(run -> () -> call(INIT))
                    .toList();

            int applied = 0;
            for (Future<JrsValue> run : callers.invokeAll(runs)) {
                applied += run.get().path("applied").size();
            }

            assertThat(applied).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void theConnectionIsEncryptedAndTheServersNameIsChecked() {
        Migration verified = new Migration(postgres.verified(database), postgres.secrets());

        assertThat(verified.run().version()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"drop\"}", "{\"name\":null}"})
    void anotherTaskIsRefusedWithASentence(String payload) {
        assertThatThrownBy(() -> call(payload))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{\"name\": \"init\"}");
    }

    private JrsValue call(String payload) throws IOException {
        PostgresInitHandler handler = new PostgresInitHandler(new Migration(database, postgres.secrets()));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), output, new TestContext());
        return Json.read(output.toByteArray());
    }
}
