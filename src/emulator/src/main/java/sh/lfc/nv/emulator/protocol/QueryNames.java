package sh.lfc.nv.emulator.protocol;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** How members are called in forms and XML: what the SDK's metadata says, unless a dialect differs from it. */
@FunctionalInterface
interface QueryNames {

    /** The name of a structure's member. */
    String of(SdkField<?> field);

    /** The name of the keys of a map. */
    default String key(SdkField<?> map) {
        return map.getTrait(MapTrait.class).keyLocationName();
    }

    /** The name of the values of a map. */
    default String value(SdkField<?> map) {
        return map.getTrait(MapTrait.class).valueLocationName();
    }

    /** Whether the elements of a list or a map stand directly where it would stand itself. */
    default boolean flattened(SdkField<?> field) {
        return field.containsTrait(ListTrait.class)
                ? field.getTrait(ListTrait.class).isFlattened()
                : field.getTrait(MapTrait.class).isFlattened();
    }
}
