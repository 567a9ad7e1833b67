package sh.lfc.nv.emulator.protocol;

import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;

/**
 * SQS's names in the Query protocol, which it spoke before JSON and which clients of before 2023 still speak: lists and
 * maps are flattened and called by the singular.
 *
 * @param operation whose entries and results have its name in theirs
 */
record SqsQueryNames(String operation) implements QueryNames {

    private static final Map<String, String> IRREGULAR =
            Map.of("Actions", "ActionName", "Failed", "BatchResultErrorEntry");

    @Override
    public String of(SdkField<?> field) {
        String name = field.memberName();
        if (field.marshallingType() != MarshallingType.LIST && field.marshallingType() != MarshallingType.MAP) {
            return field.locationName();
        }
        return switch (name) {
            case "Entries" -> operation + "RequestEntry";
            case "Successful" -> operation + "ResultEntry";
            default -> IRREGULAR.getOrDefault(name, singular(name));
        };
    }

    /** A few members begin with a small letter in JSON. */
    private static String singular(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replaceFirst("s$", "");
    }

    @Override
    public String key(SdkField<?> map) {
        return of(map).equals("Tag") ? "Key" : "Name";
    }

    @Override
    public String value(SdkField<?> map) {
        return "Value";
    }

    @Override
    public boolean flattened(SdkField<?> field) {
        return true;
    }
}
