package sh.lfc.nv.emulator.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import sh.lfc.nv.emulator.protocol.Exemptions.Exemption;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/**
 * Fills every member of model objects with values, from a seed: texts that need escaping in every protocol, numbers at
 * random, two elements in lists and maps, recursive structures two levels deep.
 */
final class GeneratedValues {

    private static final int RECURSION = 2;
    private static final int WIDE_LEVELS = 3;
    private static final String IN_BODY = " <&>\"'%2B+ é€😀\\/=;,\n\t ";
    private static final String IN_PATH = " +%2F/é~";
    private static final String IN_HEADER = " a=b;c/\"d\"";

    private final Random random;
    private final Function<String, Optional<Exemption>> exemptions;
    private final Deque<Class<?>> open = new ArrayDeque<>();

    /**
     * @param exemptions by member, what is left out or has a value of its own
     */
    GeneratedValues(long seed, Function<String, Optional<Exemption>> exemptions) {
        this.random = new Random(seed);
        this.exemptions = exemptions;
    }

    /** Sets the members of a builder that the predicate selects, and builds. */
    <T> T fill(SdkPojo builder, Class<T> type, Predicate<SdkField<?>> members) {
        set(builder, members);
        return type.cast(OperationModel.build(builder));
    }

    private void set(SdkPojo builder, Predicate<SdkField<?>> members) {
        open.push(builder.getClass());
        for (SdkField<?> field : builder.sdkFields()) {
            if (members.test(field)) {
                Optional<Exemption> exemption = exemptions
                        .apply(field.memberName())
                        .filter(any -> any.value() == null || isOfType(field, any.value()));
                Optional<Object> value =
                        exemption.isPresent() ? exemption.map(Exemption::value) : value(field, field.location());
                value.ifPresent(present -> field.set(builder, present));
            }
        }
        open.pop();
    }

    private static boolean isOfType(SdkField<?> field, Object value) {
        return field.marshallingType().getTargetClass().isInstance(value);
    }

    private Optional<Object> value(SdkField<?> field, MarshallLocation location) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            return list(field.getTrait(ListTrait.class).memberFieldInfo(), location);
        }
        if (type == MarshallingType.MAP) {
            return map(field.getTrait(MapTrait.class).valueFieldInfo(), location);
        }
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo builder = field.constructor().get();
            if (open.stream().filter(builder.getClass()::equals).count() >= RECURSION) {
                return Optional.empty();
            }
            set(builder, any -> true);
            return Optional.of(OperationModel.build(builder));
        }
        return Optional.of(scalar(field, location));
    }

    private int size() {
        return open.size() > WIDE_LEVELS ? 1 : 2;
    }

    private Optional<Object> list(SdkField<?> member, MarshallLocation location) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            value(member, location).ifPresent(list::add);
        }
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private Optional<Object> map(SdkField<?> member, MarshallLocation location) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            String key = location == MarshallLocation.HEADER ? word() : word() + " <é>";
            value(member, location).ifPresent(value -> map.put(key, value));
        }
        return map.isEmpty() ? Optional.empty() : Optional.of(map);
    }

    private Object scalar(SdkField<?> field, MarshallLocation location) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return field.containsTrait(JsonValueTrait.class) ? "{\"" + word() + "\":1}" : text(location);
        } else if (type == MarshallingType.INTEGER) {
            return location == MarshallLocation.STATUS_CODE ? 200 : random.nextInt();
        } else if (type == MarshallingType.LONG) {
            return random.nextLong();
        } else if (type == MarshallingType.SHORT) {
            return (short) random.nextInt();
        } else if (type == MarshallingType.BYTE) {
            return (byte) random.nextInt();
        } else if (type == MarshallingType.DOUBLE) {
            return random.nextGaussian() * 1e6;
        } else if (type == MarshallingType.FLOAT) {
            return (float) random.nextGaussian();
        } else if (type == MarshallingType.BIG_DECIMAL) {
            return BigDecimal.valueOf(random.nextLong(), 5);
        } else if (type == MarshallingType.BOOLEAN) {
            return random.nextBoolean();
        } else if (type == MarshallingType.INSTANT) {
            return instant(field, location);
        } else if (type == MarshallingType.SDK_BYTES) {
            byte[] bytes = new byte[1 + random.nextInt(40)];
            random.nextBytes(bytes);
            return SdkBytes.fromByteArray(bytes);
        } else if (type == MarshallingType.DOCUMENT) {
            return Document.fromMap(Map.of(word(), Document.fromString(text(location))));
        }
        throw new IllegalStateException("no values for " + field.memberName());
    }

    /** Formats differ in how exact they are: dates in headers have seconds, all others milliseconds. */
    private Instant instant(SdkField<?> field, MarshallLocation location) {
        long millis = 1_600_000_000_000L + Math.floorMod(random.nextLong(), 200_000_000_000L);
        TimestampFormatTrait format = field.getTrait(TimestampFormatTrait.class);
        boolean seconds = location == MarshallLocation.HEADER
                || format != null && format.format() == TimestampFormatTrait.Format.RFC_822;
        return Instant.ofEpochMilli(seconds ? millis / 1000 * 1000 : millis);
    }

    private String text(MarshallLocation location) {
        return switch (location) {
            case PATH, GREEDY_PATH -> word() + IN_PATH + word();
            case HEADER -> word() + IN_HEADER + word();
            default -> word() + IN_BODY + word() + (random.nextInt(4) == 0 ? " " : "");
        };
    }

    /** Small letters and digits; never the same twice. */
    String word() {
        return Long.toString(Math.abs(random.nextLong() / 2), 36);
    }
}
