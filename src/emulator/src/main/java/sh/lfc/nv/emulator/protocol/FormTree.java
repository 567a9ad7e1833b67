package sh.lfc.nv.emulator.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * The parameters of a Query request as the tree that their dotted names describe, for example {@code
 * Filter.1.Value.2=x}.
 *
 * <p>A list may stand directly under its name, as EC2 and flattened lists have it, or below the name of its members.
 */
final class FormTree {

    private final Map<String, FormTree> children = new LinkedHashMap<>();
    private String value;

    static FormTree of(Map<String, List<String>> parameters) {
        FormTree root = new FormTree();
        parameters.forEach((name, values) -> {
            FormTree node = root;
            for (String part : name.split("\\.")) {
                node = node.children.computeIfAbsent(part, any -> new FormTree());
            }
            node.value = values.get(0);
        });
        return root;
    }

    void read(SdkPojo builder, QueryNames names) {
        for (SdkField<?> field : builder.sdkFields()) {
            FormTree node = children.get(names.of(field));
            if (node != null) {
                field.set(builder, node.value(field, names));
            }
        }
    }

    private Object value(SdkField<?> field, QueryNames names) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            elements().forEach(element -> list.add(element.value(member, names)));
            return list;
        }
        if (type == MarshallingType.MAP) {
            MapTrait trait = field.getTrait(MapTrait.class);
            Map<String, Object> map = new LinkedHashMap<>();
            for (FormTree entry : elements()) {
                if (!entry.children.keySet().containsAll(List.of(names.key(field), names.value(field)))) {
                    throw Scalars.malformed(field, "a map");
                }
                map.put(
                        entry.children.get(names.key(field)).value,
                        entry.children.get(names.value(field)).value(trait.valueFieldInfo(), names));
            }
            return map;
        }
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo builder = field.constructor().get();
            read(builder, names);
            return OperationModel.build(builder);
        }
        if (value == null) {
            throw Scalars.malformed(field, "a structure");
        }
        return Scalars.parse(field, value);
    }

    /** The children whose names are numbers, in their order; those of the only other child where there are none. */
    private List<FormTree> elements() {
        TreeMap<Integer, FormTree> numbered = new TreeMap<>();
        children.forEach((name, child) -> {
            if (name.matches("[0-9]{1,9}")) {
                numbered.put(Integer.valueOf(name), child);
            }
        });
        if (numbered.isEmpty() && children.size() == 1) {
            return children.values().iterator().next().elements();
        }
        return List.copyOf(numbered.values());
    }
}
