package sh.lfc.nv.emulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** REST-JSON: method and path name the operation; members stand in path, query, headers and a JSON body. */
final class RestJsonCodec implements Codec {

    private static final String CONTENT_TYPE = "application/json";

    @Override
    public OperationModel operation(ServiceModel service, WireRequest request) {
        return service.route(request).orElse(null);
    }

    @Override
    public SdkPojo read(ServiceModel service, OperationModel operation, WireRequest request) throws IOException {
        SdkPojo builder = operation.requestBuilder();
        HttpBindings.read(operation, request, builder);
        if (!operation.streamingInput()) {
            readBody(builder, request.body().readAllBytes());
        }
        return (SdkPojo) OperationModel.build(builder);
    }

    private static void readBody(SdkPojo builder, byte[] body) {
        Optional<SdkField<?>> payload = payload(builder);
        if (payload.isEmpty()) {
            JsonShapes.read(JsonShapes.parse(body), builder, OperationModel::inBody);
        } else if (body.length > 0) {
            SdkField<?> field = payload.get();
            field.set(builder, payloadValue(field, body));
        }
    }

    private static Object payloadValue(SdkField<?> field, byte[] body) {
        if (field.marshallingType() == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray(body);
        }
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            SdkPojo nested = field.constructor().get();
            JsonShapes.read(JsonShapes.parse(body), nested, any -> true);
            return OperationModel.build(nested);
        }
        return SdkBytes.fromByteArray(body).asUtf8String();
    }

    @Override
    public WireResponse write(ServiceModel service, OperationModel operation, SdkPojo response, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>(HttpBindings.headers(response));
        Optional<SdkField<?>> payload = payload(response);
        byte[] body;
        if (payload.isPresent()) {
            Object value = Values.of(payload.get(), response);
            body = value == null
                    ? new byte[0]
                    : value instanceof SdkBytes bytes
                            ? bytes.asByteArray()
                            : value instanceof SdkPojo pojo
                                    ? JsonShapes.print(JsonShapes.write(pojo, any -> true))
                                    : JsonShapes.utf8(value.toString());
        } else {
            ObjectNode members = JsonShapes.write(response, OperationModel::inBody);
            body = JsonShapes.print(members);
        }
        headers.putIfAbsent("Content-Type", CONTENT_TYPE);
        int status = HttpBindings.status(response);
        return status == 204 ? WireResponse.empty(status, headers) : WireResponse.of(status, headers, body);
    }

    @Override
    public WireResponse write(ServiceModel service, WireError error, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", CONTENT_TYPE);
        headers.put("x-amzn-ErrorType", error.code());
        if (error.modelled() != null) {
            headers.putAll(HttpBindings.headers(error.modelled()));
        }
        ObjectNode body = JsonCodec.errorBody(error);
        body.remove("__type");
        return WireResponse.of(error.status(), headers, JsonShapes.print(body));
    }

    private static Optional<SdkField<?>> payload(SdkPojo pojo) {
        return pojo.sdkFields().stream()
                .filter(OperationModel::isPayload)
                .findFirst()
                .map(field -> (SdkField<?>) field);
    }
}
