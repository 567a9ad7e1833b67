package sh.lfc.nv.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import sh.lfc.nv.terraform.failure.ActionableException;

/** Turns JSON with Terraform's names into records with Java's. Its messages name places and types, never a value. */
final class RecordBinder {
    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private RecordBinder() {}

    /** @param place what the value is called in messages */
    static Object bind(String place, JsonNode value, Type type) {
        if (type instanceof Class<?> raw && raw.isRecord()) {
            return record(place, value, raw);
        }
        if (type instanceof Class<?> raw
                && raw.isArray()
                && value.isArray()
                && raw.getComponentType().isRecord()) {
            var array = Array.newInstance(raw.getComponentType(), value.size());
            for (var i = 0; i < value.size(); i++) {
                Array.set(array, i, bind(place + "[" + i + "]", value.get(i), raw.getComponentType()));
            }
            return array;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            var arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return value.isNull() || value.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(bind(place, value, arguments[0]));
            }
            if (raw == List.class && value.isArray()) {
                var found = new ArrayList<Object>();
                value.forEach(each -> found.add(bind(place + "[" + found.size() + "]", each, arguments[0])));
                return java.util.Collections.unmodifiableList(found);
            }
            if (raw == java.util.Map.class && arguments[0] == String.class && value.isObject()) {
                var found = new LinkedHashMap<String, Object>();
                value.properties()
                        .forEach(
                                e -> found.put(e.getKey(), bind(place + "." + e.getKey(), e.getValue(), arguments[1])));
                return java.util.Collections.unmodifiableMap(found);
            }
        }
        return jackson(place, value, type);
    }

    static Object bindOutputs(JsonNode outputs, Class<?> type, Set<String> names) {
        var missing = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != Optional.class)
                .filter(component -> key(outputs, component).isEmpty())
                .map(component -> snakeCase(component.getName()))
                .toList();
        if (!missing.isEmpty()) {
            throw new ActionableException("there is no output %s for %s; there are %s"
                    .formatted(quoted(missing), type.getSimpleName(), names));
        }
        return construct(type, component -> {
            var key = key(outputs, component);
            return bind(
                    "output \"" + key.orElse(component.getName()) + "\"",
                    outputs.path(key.orElse(component.getName())),
                    component.getGenericType());
        });
    }

    private static Object record(String place, JsonNode value, Class<?> type) {
        if (!value.isObject()) {
            throw mismatch(place, value, type.getSimpleName());
        }
        return construct(type, component -> {
            var key = key(value, component);
            if (key.isEmpty() && component.getType() != Optional.class) {
                throw new ActionableException("%s has no \"%s\" for %s; it has %s"
                        .formatted(
                                place,
                                snakeCase(component.getName()),
                                type.getSimpleName(),
                                StreamSupport.stream(((Iterable<String>) value::fieldNames).spliterator(), false)
                                        .sorted()
                                        .toList()));
            }
            var name = key.orElse(component.getName());
            return bind(place + "." + name, value.path(name), component.getGenericType());
        });
    }

    private interface Values {
        Object of(RecordComponent component);
    }

    private static Object construct(Class<?> type, Values values) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var arguments = Arrays.stream(components).map(values::of).toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new ActionableException("%s refuses its values with %s"
                    .formatted(type.getSimpleName(), e.getCause().getClass().getSimpleName()));
        } catch (ReflectiveOperationException e) {
            throw new ActionableException(type.getSimpleName() + " cannot be made", e);
        }
    }

    private static Object jackson(String place, JsonNode value, Type type) {
        try {
            return JSON.treeToValue(value, JSON.getTypeFactory().constructType(type));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Without its cause, which quotes the value.
            throw mismatch(place, value, type instanceof Class<?> raw ? raw.getSimpleName() : type.getTypeName());
        }
    }

    private static ActionableException mismatch(String place, JsonNode value, String type) {
        var found =
                switch (value.getNodeType()) {
                    case ARRAY -> "a list";
                    case OBJECT -> "an object";
                    case NULL, MISSING -> "null";
                    default -> "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
                };
        return new ActionableException("%s is %s and cannot be read as %s".formatted(place, found, type));
    }

    private static Optional<String> key(JsonNode value, RecordComponent component) {
        return List.of(snakeCase(component.getName()), component.getName()).stream()
                .filter(value::has)
                .findFirst();
    }

    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(name -> "\"" + name + "\"").toList());
    }
}
