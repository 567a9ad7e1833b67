package sh.lfc.nv.emulator.services.lambda;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The same members under another type: many of Lambda's answers are a function's configuration. */
final class Configurations {

    private Configurations() {}

    /** Fills the builder's members from those of the same name; gives the builder back. */
    static <B> B copy(SdkPojo from, B builder) {
        SdkPojo target = (SdkPojo) builder;
        var fields = from.sdkFieldNameToField();
        for (SdkField<?> field : target.sdkFields()) {
            SdkField<?> source = fields.get(field.locationName());
            Object value = source == null ? null : source.getValueOrDefault(from);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                field.set(builder, value);
            }
        }
        return builder;
    }
}
