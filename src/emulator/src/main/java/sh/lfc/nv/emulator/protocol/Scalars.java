package sh.lfc.nv.emulator.protocol;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/** Values without structure, to and from text. */
final class Scalars {

    private static final DateTimeFormatter ISO_8601 =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Scalars() {}

    /** The value that a text means for a field, for example a number; the field's type must be scalar. */
    static Object parse(SdkField<?> field, String text) {
        MarshallingType<?> type = field.marshallingType();
        try {
            if (type == MarshallingType.STRING) {
                return text;
            } else if (type == MarshallingType.INTEGER) {
                return Integer.valueOf(text.trim());
            } else if (type == MarshallingType.LONG) {
                return Long.valueOf(text.trim());
            } else if (type == MarshallingType.SHORT) {
                return Short.valueOf(text.trim());
            } else if (type == MarshallingType.BYTE) {
                return Byte.valueOf(text.trim());
            } else if (type == MarshallingType.DOUBLE) {
                return Double.valueOf(text.trim());
            } else if (type == MarshallingType.FLOAT) {
                return Float.valueOf(text.trim());
            } else if (type == MarshallingType.BIG_DECIMAL) {
                return new BigDecimal(text.trim());
            } else if (type == MarshallingType.BOOLEAN) {
                return bool(text.trim());
            } else if (type == MarshallingType.INSTANT) {
                return instant(text.trim());
            } else if (type == MarshallingType.SDK_BYTES) {
                return SdkBytes.fromByteArray(Base64.getDecoder().decode(text.trim()));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw malformed(field, text);
        }
        throw new IllegalStateException(field.memberName() + " is not a scalar");
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    static AwsError malformed(SdkField<?> field, Object text) {
        return AwsError.badRequest(
                "SerializationException", "The value of " + field.memberName() + " has the wrong type: " + text);
    }

    static String print(SdkField<?> field, Object value, TimestampFormatTrait.Format timestamps) {
        if (value instanceof Instant instant) {
            TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
            return print(instant, trait == null ? timestamps : trait.format());
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return String.valueOf(value);
    }

    private static String print(Instant instant, TimestampFormatTrait.Format format) {
        return switch (format) {
            case RFC_822 -> HttpDates.print(instant);
            case ISO_8601 -> ISO_8601.format(instant);
            default -> epochSeconds(instant).toPlainString();
        };
    }

    /** Seconds since 1970 with as many decimals, up to three, as they need. */
    static BigDecimal epochSeconds(Instant instant) {
        BigDecimal seconds = BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    static Instant epochSeconds(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    /** Any of the three formats, which cannot be taken for one another. */
    private static Instant instant(String text) {
        if (text.matches("-?[0-9.]+([eE][+-]?[0-9]+)?")) {
            return epochSeconds(new BigDecimal(text));
        }
        if (text.indexOf(',') > 0) {
            return HttpDates.parse(text);
        }
        return OffsetDateTime.parse(text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d$") ? text : text + "Z")
                .toInstant();
    }
}
