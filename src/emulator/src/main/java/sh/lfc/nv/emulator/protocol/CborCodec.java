package sh.lfc.nv.emulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Smithy RPC v2 with CBOR, which newer clients speak to CloudWatch: the operation stands in the path, everything else
 * in the body.
 */
final class CborCodec implements Codec {

    private static final String CONTENT_TYPE = "application/cbor";
    private static final int EPOCH_SECONDS = 1;

    private final CBORMapper mapper = new CBORMapper();
    private final CBORFactory factory = mapper.getFactory();

    /** Whether a request is in this protocol. */
    static boolean speaks(WireRequest request) {
        return request.header("smithy-protocol").filter("rpc-v2-cbor"::equals).isPresent();
    }

    @Override
    public OperationModel operation(ServiceModel service, WireRequest request) {
        String path = request.path();
        return path.contains("/operation/")
                ? service.operation(path.substring(path.lastIndexOf('/') + 1)).orElse(null)
                : null;
    }

    @Override
    public SdkPojo read(ServiceModel service, OperationModel operation, WireRequest request) throws IOException {
        SdkPojo builder = operation.requestBuilder();
        byte[] body = request.body().readAllBytes();
        if (body.length > 0) {
            JsonShapes.read(parse(body), builder, any -> true);
        }
        return (SdkPojo) OperationModel.build(builder);
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode node = mapper.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw AwsError.badRequest("SerializationException", "The request body is not valid CBOR");
        }
        throw AwsError.badRequest("SerializationException", "The request body is not a map");
    }

    @Override
    public WireResponse write(ServiceModel service, OperationModel operation, SdkPojo response, String requestId) {
        return WireResponse.of(200, headers(), print(null, response, null));
    }

    @Override
    public WireResponse write(ServiceModel service, WireError error, String requestId) {
        Map<String, String> headers = headers();
        headers.put("x-amzn-query-error", error.code() + ";" + error.type());
        return WireResponse.of(error.status(), headers, print(error.code(), error.modelled(), error.message()));
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", CONTENT_TYPE);
        headers.put("smithy-protocol", "rpc-v2-cbor");
        return headers;
    }

    private byte[] print(String type, SdkPojo pojo, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = factory.createGenerator(bytes)) {
            out.writeStartObject();
            if (type != null) {
                out.writeStringField("__type", type);
            }
            if (message != null) {
                out.writeStringField("message", message);
            }
            if (pojo != null) {
                members(out, pojo);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void members(CBORGenerator out, SdkPojo pojo) throws IOException {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = Values.of(field, pojo);
            if (value != null && OperationModel.inBody(field)) {
                out.writeFieldName(field.locationName());
                value(out, field, value);
            }
        }
    }

    private static void value(CBORGenerator out, SdkField<?> field, Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof List<?> list) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            out.writeStartArray();
            for (Object element : list) {
                value(out, member, element);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(entry.getKey().toString());
                value(out, member, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof SdkPojo pojo) {
            out.writeStartObject();
            members(out, pojo);
            out.writeEndObject();
        } else if (value instanceof Instant instant) {
            out.writeTag(EPOCH_SECONDS);
            out.writeNumber(instant.toEpochMilli() / 1000.0);
        } else if (value instanceof SdkBytes bytes) {
            out.writeBinary(bytes.asByteArrayUnsafe());
        } else {
            out.writePOJO(value);
        }
    }
}
