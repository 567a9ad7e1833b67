package sh.lfc.nv.emulator.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** The members of REST operations that stand in path, query, headers and status. */
final class HttpBindings {

    private HttpBindings() {}

    /** Fills the members that do not stand in the body. */
    static void read(OperationModel operation, WireRequest request, SdkPojo builder) {
        Map<String, String> path = operation.uri().match(request.path()).orElse(Map.of());
        for (SdkField<?> field : builder.sdkFields()) {
            Object value =
                    switch (field.location()) {
                        case PATH, GREEDY_PATH -> scalar(field, path.get(field.locationName()));
                        case QUERY_PARAM -> parameter(field, request.query());
                        case HEADER -> header(field, request.headers());
                        default -> null;
                    };
            if (value != null) {
                field.set(builder, value);
            }
        }
    }

    private static Object scalar(SdkField<?> field, String text) {
        return text == null ? null : Scalars.parse(field, text);
    }

    private static Object parameter(SdkField<?> field, Map<String, List<String>> query) {
        if (field.marshallingType() == MarshallingType.MAP) {
            return null;
        }
        List<String> values = query.get(field.locationName());
        if (values == null) {
            return null;
        }
        if (field.marshallingType() == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            values.forEach(value -> list.add(Scalars.parse(member, value)));
            return list;
        }
        return scalar(field, values.get(0));
    }

    private static Object header(SdkField<?> field, Map<String, String> headers) {
        String name = field.locationName().toLowerCase(Locale.ROOT);
        if (field.marshallingType() == MarshallingType.MAP) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            headers.forEach((header, value) -> {
                if (header.startsWith(name)) {
                    map.put(header.substring(name.length()), Scalars.parse(member, value));
                }
            });
            return map.isEmpty() ? null : map;
        }
        String value = headers.get(name);
        if (value == null || value.isEmpty() && field.marshallingType() != MarshallingType.STRING) {
            return null;
        }
        if (field.marshallingType() == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            return Arrays.stream(value.split(","))
                    .map(element -> Scalars.parse(member, element.trim()))
                    .toList();
        }
        return scalar(field, value);
    }

    /** The headers of an answer. */
    static Map<String, String> headers(SdkPojo response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (SdkField<?> field : response.sdkFields()) {
            Object value = field.location() == MarshallLocation.HEADER ? Values.of(field, response) : null;
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, element) -> headers.put(field.locationName() + key, element.toString()));
            } else if (value instanceof List<?> list) {
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                headers.put(
                        field.locationName(),
                        String.join(
                                ",",
                                list.stream()
                                        .map(element -> Scalars.print(member, element, Format.RFC_822))
                                        .toList()));
            } else if (value != null) {
                headers.put(field.locationName(), Scalars.print(field, value, Format.RFC_822));
            }
        }
        return headers;
    }

    /** The status of an answer: that of its status member where it has one, else 200. */
    static int status(SdkPojo response) {
        for (SdkField<?> field : response.sdkFields()) {
            if (field.location() == MarshallLocation.STATUS_CODE
                    && Values.of(field, response) instanceof Integer status) {
                return status;
            }
        }
        return 200;
    }
}
