package sh.lfc.nv.emulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** AWS JSON 1.0 and 1.1: the operation stands in a header, everything else in the body. */
final class JsonCodec implements Codec {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private static final Set<String> QUERY_COMPATIBLE = Set.of("cloudwatch", "sqs");

    @Override
    public OperationModel operation(ServiceModel service, WireRequest request) {
        return request.header("x-amz-target")
                .map(target -> target.substring(target.lastIndexOf('.') + 1))
                .flatMap(service::operation)
                .orElse(null);
    }

    @Override
    public SdkPojo read(ServiceModel service, OperationModel operation, WireRequest request) throws IOException {
        SdkPojo builder = operation.requestBuilder();
        JsonShapes.read(JsonShapes.parse(request.body().readAllBytes()), builder, any -> true);
        return (SdkPojo) OperationModel.build(builder);
    }

    @Override
    public WireResponse write(ServiceModel service, OperationModel operation, SdkPojo response, String requestId) {
        return WireResponse.of(200, CONTENT_TYPE, JsonShapes.print(JsonShapes.write(response, any -> true)));
    }

    @Override
    public WireResponse write(ServiceModel service, WireError error, String requestId) {
        ObjectNode body = errorBody(error);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", CONTENT_TYPE);
        headers.put("x-amzn-ErrorType", error.code());
        if (QUERY_COMPATIBLE.contains(service.sdkPackage())) {
            headers.put("x-amzn-query-error", QueryErrorCodes.of(service, error) + ";" + error.type());
        }
        return WireResponse.of(error.status(), headers, JsonShapes.print(body));
    }

    /** The document that both JSON protocols answer for an error. */
    static ObjectNode errorBody(WireError error) {
        ObjectNode body = JsonShapes.MAPPER.createObjectNode();
        body.put("__type", error.code());
        if (error.modelled() != null) {
            body.setAll(JsonShapes.write(error.modelled(), OperationModel::inBody));
        }
        error.details().forEach(body::put);
        if (error.message() != null) {
            body.put("message", error.message());
        }
        return body;
    }
}
