package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Copies members between the SDK's shapes: a request, what is kept and a response have most of them in common. */
final class Members {

    private Members() {}

    /**
     * Sets all members that the source has and that the target knows by the same name.
     *
     * @param to a builder
     */
    static <B extends SdkPojo> B copy(SdkPojo from, B to) {
        Map<String, SdkField<?>> sources = new HashMap<>();
        from.sdkFields().forEach(field -> sources.put(field.memberName(), field));
        for (SdkField<?> field : to.sdkFields()) {
            SdkField<?> source = sources.get(field.memberName());
            Object value = source == null ? null : source.getValueOrDefault(from);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                field.set(to, value);
            }
        }
        return to;
    }
}
