package sh.lfc.nv.emulator.authorization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.core.SdkPojo;

/** The context keys that every call carries ("AWS global condition context keys"). */
final class CallContext {

    private static final List<String> TAG_LISTS =
            List.of("Tags", "tags", "TagSpecifications.Tags", "Tagging.TagSet", "TagList");
    private static final List<String> KEY_LISTS = List.of("TagKeys", "tagKeys", "TagKeyList");

    private CallContext() {}

    /** What is known of a call, its request's tags included. */
    static Map<String, List<String>> of(Call call, SdkPojo request) {
        Map<String, List<String>> keys = new HashMap<>();
        keys.put("aws:CurrentTime", List.of(call.time().toString()));
        keys.put("aws:EpochTime", List.of(Long.toString(call.time().getEpochSecond())));
        keys.put("aws:SecureTransport", List.of(Boolean.toString(call.endpoint().startsWith("https:"))));
        keys.put("aws:SourceIp", List.of(call.sourceAddress()));
        keys.put("aws:RequestedRegion", List.of(call.scope().region()));
        call.header("user-agent").ifPresent(agent -> keys.put("aws:UserAgent", List.of(agent)));
        call.header("referer").ifPresent(referer -> keys.put("aws:Referer", List.of(referer)));
        tags(request, keys);
        return keys;
    }

    private static void tags(SdkPojo request, Map<String, List<String>> keys) {
        List<String> names = new ArrayList<>();
        for (String list : TAG_LISTS) {
            for (Object tag : Members.objects(request, list)) {
                if (tag instanceof Map<?, ?> map) {
                    map.forEach((key, value) -> tag(String.valueOf(key), String.valueOf(value), names, keys));
                } else if (tag instanceof SdkPojo pojo) {
                    member(pojo, "Key")
                            .ifPresent(key -> tag(key, member(pojo, "Value").orElse(""), names, keys));
                }
            }
        }
        KEY_LISTS.forEach(list -> names.addAll(Members.values(request, list)));
        if (!names.isEmpty()) {
            keys.put("aws:TagKeys", names);
        }
    }

    private static Optional<String> member(SdkPojo tag, String name) {
        return Members.value(tag, name).or(() -> Members.value(tag, name.toLowerCase(Locale.ROOT)));
    }

    private static void tag(String key, String value, List<String> names, Map<String, List<String>> keys) {
        keys.put("aws:RequestTag/" + key, List.of(value));
        names.add(key);
    }
}
