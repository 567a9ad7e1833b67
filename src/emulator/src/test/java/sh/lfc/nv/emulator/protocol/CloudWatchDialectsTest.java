package sh.lfc.nv.emulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;

/** CloudWatch is spoken to in Query by Terraform and in CBOR by the AWS CLI, which the SDK for Java does not speak. */
class CloudWatchDialectsTest {

    private static final CBORMapper CBOR = new CBORMapper();

    private final ServiceModel cloudWatch = ServiceModel.load("cloudwatch");
    private final Codec cbor = new CborCodec();

    @Test
    void aRequestInCborIsRead() throws IOException {
        ObjectNode body = CBOR.createObjectNode().put("Namespace", "Test");
        body.putArray("MetricData")
                .addObject()
                .put("MetricName", "Errors")
                .put("Value", 2)
                .put("Timestamp", 1_700_000_000.5);
        WireRequest request = request("/service/GraniteServiceVersion20100801/operation/PutMetricData", body);

        OperationModel operation = cbor.operation(cloudWatch, request);
        SdkPojo read = cbor.read(cloudWatch, operation, request);

        assertThat(CborCodec.speaks(request)).isTrue();
        assertThat(read)
                .isEqualTo(PutMetricDataRequest.builder()
                        .namespace("Test")
                        .metricData(data -> data.metricName("Errors")
                                .value(2.0)
                                .timestamp(Instant.ofEpochMilli(1_700_000_000_500L)))
                        .build());
    }

    @Test
    void timesAreTaggedInAnswersInCbor() throws IOException {
        WireResponse answer = cbor.write(
                cloudWatch,
                cloudWatch.operation("GetMetricStatistics").orElseThrow(),
                GetMetricStatisticsResponse.builder()
                        .label("Errors")
                        .datapoints(Datapoint.builder()
                                .timestamp(Instant.ofEpochSecond(1_700_000_000))
                                .sum(1.5)
                                .build())
                        .build(),
                "id");

        JsonNode body = CBOR.readTree(answer.body());
        assertThat(body.path("Datapoints").get(0).path("Sum").asDouble()).isEqualTo(1.5);
        String timestamp = HexFormat.of().formatHex("Timestamp".getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(answer.body()))
                .as("the tag of a time in seconds follows the name")
                .contains(timestamp + "c1");
        assertThat(answer.headers()).containsEntry("smithy-protocol", "rpc-v2-cbor");
    }

    @Test
    void anErrorInCborCarriesTheCodeThatQueryHas() throws IOException {
        WireError error = new WireError(
                "ResourceNotFound",
                404,
                "Alarm a does not exist",
                Map.of(),
                ResourceNotFoundException.builder().build());

        WireResponse answer = cbor.write(cloudWatch, error, "id");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(CBOR.readTree(answer.body()).path("__type").asText()).isEqualTo("ResourceNotFound");
        assertThat(answer.headers()).containsEntry("x-amzn-query-error", "ResourceNotFound;Sender");
    }

    /** Without it the SDK for Go, and so Terraform, cannot delete a dashboard. */
    @Test
    void aQueryAnswerHasAResultThoughNothingIsInIt() {
        WireResponse answer = QueryCodec.query()
                .write(
                        cloudWatch,
                        cloudWatch.operation("DeleteDashboards").orElseThrow(),
                        DeleteDashboardsResponse.builder().build(),
                        "id");

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("<DeleteDashboardsResult");
    }

    private static WireRequest request(String path, JsonNode body) throws IOException {
        return new WireRequest(
                "POST",
                path,
                Map.of(),
                Map.of("smithy-protocol", "rpc-v2-cbor"),
                new ByteArrayInputStream(CBOR.writeValueAsBytes(body)));
    }
}
