package sh.lfc.nv.emulator.authorization;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * What stands in a request, by the path of its members' names, such as {@code Delete.Objects.Key}.
 *
 * <p>Safe for use by many threads.
 */
final class Members {

    private static final ClassValue<Map<String, SdkField<?>>> FIELDS = new ClassValue<>() {
        @Override
        protected Map<String, SdkField<?>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Members() {}

    /** The values as text: none for a member that is absent, several for a list and its members. */
    static List<String> values(SdkPojo request, String path) {
        return objects(request, path).stream().map(Members::text).toList();
    }

    /** The same, with something that stands for the last member in each object that lacks it. */
    static List<String> values(SdkPojo request, String path, String otherwise) {
        int last = path.lastIndexOf('.');
        List<Object> owners = last < 0 ? List.of(request) : objects(request, path.substring(0, last));
        return owners.stream()
                .flatMap(owner -> {
                    Collection<?> found = member(owner, path.substring(last + 1));
                    return found.isEmpty()
                            ? Stream.of(otherwise)
                            : found.stream().map(Members::text);
                })
                .toList();
    }

    /** The one value, or the first of several. */
    static Optional<String> value(SdkPojo request, String path) {
        return values(request, path).stream().findFirst();
    }

    static List<Object> objects(Object from, String path) {
        List<Object> now = List.of(from);
        for (String name : path.split("\\.")) {
            List<Object> next = new ArrayList<>();
            for (Object each : now) {
                next.addAll(member(each, name));
            }
            now = next;
        }
        return now;
    }

    private static Collection<?> member(Object from, String name) {
        Object value;
        if (from instanceof SdkPojo pojo) {
            SdkField<?> field = field(pojo, name);
            value = field == null ? null : field.getValueOrDefault(pojo);
        } else {
            value = from instanceof Map<?, ?> map ? map.get(name) : null;
        }
        if (value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().filter(Objects::nonNull).toList()
                : List.of(value);
    }

    private static SdkField<?> field(SdkPojo pojo, String name) {
        Map<String, SdkField<?>> fields = FIELDS.get(pojo.getClass());
        if (fields.isEmpty()) {
            Map<String, SdkField<?>> all = new HashMap<>();
            pojo.sdkFields().forEach(field -> all.put(field.memberName(), field));
            fields.putAll(all);
        }
        return fields.get(name);
    }

    /** Bytes as Base64, as they are on the wire. */
    private static String text(Object value) {
        return value instanceof SdkBytes bytes
                ? Base64.getEncoder().encodeToString(bytes.asByteArray())
                : String.valueOf(value);
    }
}
