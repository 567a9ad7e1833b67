package sh.lfc.nv.emulator.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;

/** Model objects to and from XML. */
final class XmlShapes {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final QueryNames names;

    /**
     * @param names the names in answers: EC2 has others than in requests
     */
    XmlShapes(QueryNames names) {
        this.names = names;
    }

    /** Fills a builder's members that the predicate selects from an element's children. */
    static void read(XmlElement element, SdkPojo builder, Predicate<SdkField<?>> members) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (!members.test(field)) {
                continue;
            }
            if (field.containsTrait(XmlAttributeTrait.class)) {
                String attribute = element.attribute(field.locationName());
                if (attribute != null) {
                    field.set(builder, Scalars.parse(field, attribute));
                }
                continue;
            }
            List<XmlElement> found = element.children(field.locationName());
            if (!found.isEmpty()) {
                field.set(builder, value(field, found));
            }
        }
    }

    static Object value(SdkField<?> field, List<XmlElement> found) {
        MarshallingType<?> type = field.marshallingType();
        XmlElement first = found.get(0);
        if (type == MarshallingType.LIST) {
            ListTrait trait = field.getTrait(ListTrait.class);
            List<XmlElement> elements = trait.isFlattened() ? found : first.children();
            List<Object> list = new ArrayList<>();
            elements.forEach(each -> list.add(value(trait.memberFieldInfo(), List.of(each))));
            return list;
        }
        if (type == MarshallingType.MAP) {
            MapTrait trait = field.getTrait(MapTrait.class);
            Map<String, Object> map = new LinkedHashMap<>();
            for (XmlElement entry : trait.isFlattened() ? found : first.children()) {
                map.put(
                        entry.children(trait.keyLocationName()).get(0).text(),
                        value(trait.valueFieldInfo(), entry.children(trait.valueLocationName())));
            }
            return map;
        }
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo builder = field.constructor().get();
            read(first, builder, any -> true);
            return OperationModel.build(builder);
        }
        return Scalars.parse(field, first.text());
    }

    /** Writes the members that are present and that the predicate selects as children of the element. */
    void write(SdkPojo pojo, XmlElement into, Predicate<SdkField<?>> members) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = Values.of(field, pojo);
            if (value == null || !members.test(field)) {
                continue;
            }
            if (field.containsTrait(XmlAttributeTrait.class)) {
                into.attribute("xmlns:xsi", XSI).attribute(field.locationName(), value.toString());
            } else {
                write(field, names.of(field), value, into);
            }
        }
    }

    void write(SdkField<?> field, String name, Object value, XmlElement into) {
        if (value instanceof List<?> list) {
            ListTrait trait = field.getTrait(ListTrait.class);
            XmlElement parent = names.flattened(field) ? into : into.child(name);
            String memberName = names.flattened(field) ? name : memberName(trait);
            list.forEach(element -> write(trait.memberFieldInfo(), memberName, element, parent));
        } else if (value instanceof Map<?, ?> map) {
            MapTrait trait = field.getTrait(MapTrait.class);
            XmlElement parent = names.flattened(field) ? into : into.child(name);
            map.forEach((key, element) -> {
                XmlElement entry = parent.child(names.flattened(field) ? name : "entry");
                entry.child(names.key(field)).text(key.toString());
                write(trait.valueFieldInfo(), names.value(field), element, entry);
            });
        } else if (value instanceof SdkPojo pojo) {
            write(pojo, into.child(name), any -> true);
        } else {
            into.child(name).text(Scalars.print(field, value, TimestampFormatTrait.Format.ISO_8601));
        }
    }

    private static String memberName(ListTrait trait) {
        return trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    }
}
