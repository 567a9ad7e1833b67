package sh.lfc.nv.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputsTest {
    private final Outputs outputs = outputs(
            """
            {
              "bucket_name": {"value": "files"},
              "port": {"value": 5432},
              "password": {"value": "geheim", "sensitive": true},
              "subnets": {"value": [{"subnet_id": "a", "public": true}, {"subnet_id": "b", "public": false}]},
              "zones": {"value": {"eu": {"subnet_id": "c", "public": false}}}
            }
            """);

    private record Subnet(String subnetId, boolean isPublic) {}

    private record Zone(String subnetId) {}

    private record All(String bucketName, int port, String password, List<Zone> subnets, Map<String, Zone> zones) {}

    private record Some(Optional<String> bucketName, Optional<String> nothing) {}

    private record Wrong(String bucketNmae, String url) {}

    private record WrongType(String bucketName, int password) {}

    private record WrongInside(List<Subnet> subnets) {}

    @Test
    void allOutputsAreBoundToARecord() {
        assertThat(outputs.as(All.class))
                .isEqualTo(new All(
                        "files", 5432, "geheim", List.of(new Zone("a"), new Zone("b")), Map.of("eu", new Zone("c"))));
    }

    @Test
    void whatIsOptionalMayBeMissing() {
        assertThat(outputs.as(Some.class)).isEqualTo(new Some(Optional.of("files"), Optional.empty()));
    }

    @Test
    void everyMissingOutputIsNamed() {
        assertThatThrownBy(() -> outputs.as(Wrong.class))
                .hasMessage("there is no output \"bucket_nmae\", \"url\" for Wrong; there are"
                        + " [bucket_name, password, port, subnets, zones]");
    }

    @Test
    void whatIsMissingInsideIsNamedWithItsPlace() {
        assertThatThrownBy(() -> outputs.as(WrongInside.class))
                .hasMessage("output \"subnets\"[0] has no \"is_public\" for Subnet; it has [public, subnet_id]");
    }

    @Test
    void anOutputOfAnotherTypeIsNamedAndItsValueIsNotShown() {
        assertThatThrownBy(() -> outputs.as(WrongType.class))
                .hasMessage("output \"password\" is a string and cannot be read as int")
                .satisfies(OutputsTest::hidesTheSecret);
        assertThatThrownBy(() -> outputs.as("password", Integer.class)).satisfies(OutputsTest::hidesTheSecret);
        assertThatThrownBy(() -> outputs.string("subnets"))
                .hasMessage("output \"subnets\" is a list and cannot be read as String");
    }

    @Test
    void noValueIsInTheText() {
        assertThat(outputs).hasToString("Outputs[bucket_name, password, port, subnets, zones]");
        assertThat(outputs.isSensitive("password")).isTrue();
        assertThat(outputs.isSensitive("port")).isFalse();
    }

    @Test
    void aSingleOutputMayBeOfAnyShape() {
        assertThat(outputs.as("port", int.class)).isEqualTo(5432);
        assertThat(outputs.as("subnets", Zone[].class)).hasSize(2);
        assertThatThrownBy(() -> outputs("""
                        {"size": {"value": 1.5}}""")
                        .as("size", Integer.class))
                .hasMessage("output \"size\" is a number and cannot be read as Integer");
    }

    private static void hidesTheSecret(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("geheim");
    }

    private static Outputs outputs(String json) {
        try {
            return Outputs.fromJson(new ObjectMapper().readTree(json));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
