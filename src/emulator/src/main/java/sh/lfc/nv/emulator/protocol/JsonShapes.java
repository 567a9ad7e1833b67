package sh.lfc.nv.emulator.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/** Model objects to and from JSON. */
final class JsonShapes {

    /** Strings have no limit but the service's own: a function's code may come as one of 70 MB. */
    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonShapes() {}

    static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return MAPPER.createObjectNode();
        }
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw AwsError.badRequest("SerializationException", "The request body is not valid JSON");
        }
        throw AwsError.badRequest("SerializationException", "Start of structure or map found where not expected");
    }

    static byte[] print(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills the body members of a builder, or all members of a nested structure. */
    static void read(JsonNode node, SdkPojo builder, Predicate<SdkField<?>> members) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = node.get(field.locationName());
            if (members.test(field) && value != null && !value.isNull()) {
                field.set(builder, value(field, value));
            }
        }
    }

    private static Object value(SdkField<?> field, JsonNode node) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            expect(field, node, node.isArray());
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(element.isNull() ? null : value(member, element)));
            return list;
        }
        if (type == MarshallingType.MAP) {
            expect(field, node, node.isObject());
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(member, entry.getValue())));
            return map;
        }
        if (type == MarshallingType.SDK_POJO) {
            expect(field, node, node.isObject());
            SdkPojo builder = field.constructor().get();
            read(node, builder, any -> true);
            return OperationModel.build(builder);
        }
        if (type == MarshallingType.DOCUMENT) {
            return document(node);
        }
        expect(field, node, node.isValueNode());
        expect(field, node, type != MarshallingType.STRING || node.isTextual() || isJsonValue(field));
        return Scalars.parse(field, node.asText());
    }

    private static void expect(SdkField<?> field, JsonNode node, boolean condition) {
        if (!condition) {
            throw Scalars.malformed(field, node);
        }
    }

    private static boolean isJsonValue(SdkField<?> field) {
        return field.containsTrait(JsonValueTrait.class);
    }

    /** The members of an object that are present and that the predicate selects. */
    static ObjectNode write(SdkPojo pojo, Predicate<SdkField<?>> members) {
        ObjectNode object = MAPPER.createObjectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = Values.of(field, pojo);
            if (value != null && members.test(field)) {
                object.set(field.locationName(), node(field, value));
            }
        }
        return object;
    }

    private static JsonNode node(SdkField<?> field, Object value) {
        if (value instanceof List<?> list) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            ArrayNode array = MAPPER.createArrayNode();
            list.forEach(element -> array.add(element == null ? MAPPER.nullNode() : node(member, element)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            ObjectNode object = MAPPER.createObjectNode();
            map.forEach((key, element) -> object.set(key.toString(), node(member, element)));
            return object;
        }
        if (value instanceof SdkPojo pojo) {
            return write(pojo, any -> true);
        }
        if (value instanceof Instant instant) {
            TimestampFormatTrait format = field.getTrait(TimestampFormatTrait.class);
            return format == null || format.format() == TimestampFormatTrait.Format.UNIX_TIMESTAMP
                    ? MAPPER.getNodeFactory().numberNode(Scalars.epochSeconds(instant))
                    : MAPPER.getNodeFactory().textNode(Scalars.print(field, instant, format.format()));
        }
        if (value instanceof SdkBytes bytes) {
            return MAPPER.getNodeFactory().textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
        }
        if (value instanceof Document document) {
            return MAPPER.valueToTree(document.unwrap());
        }
        return MAPPER.valueToTree(value);
    }

    private static Document document(JsonNode node) {
        if (node.isObject()) {
            Map<String, Document> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), document(entry.getValue())));
            return Document.fromMap(map);
        }
        if (node.isArray()) {
            List<Document> list = new ArrayList<>();
            node.forEach(element -> list.add(document(element)));
            return Document.fromList(list);
        }
        if (node.isBoolean()) {
            return Document.fromBoolean(node.booleanValue());
        }
        if (node.isNumber()) {
            return Document.fromNumber(node.asText());
        }
        return node.isNull() ? Document.fromNull() : Document.fromString(node.asText());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
