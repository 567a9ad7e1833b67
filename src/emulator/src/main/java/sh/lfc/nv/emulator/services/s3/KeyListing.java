package sh.lfc.nv.emulator.services.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.ToIntFunction;

/**
 * One page of a listing of keys: keys that share a prefix up to the delimiter are rolled up into one common prefix.
 *
 * @param keys the keys of the page in their order
 * @param prefixes the common prefixes of the page
 * @param last the last key or common prefix of the page; null for an empty page
 * @param truncated whether more follows
 */
record KeyListing(List<String> keys, List<String> prefixes, String last, boolean truncated) {

    /**
     * @param prefix what all keys begin with; empty for any
     * @param delimiter empty for none
     * @param after the key or common prefix behind which the page begins; empty for the beginning
     * @param most how many keys and prefixes the page has at most
     * @param listed how many entries a key stands for; none for a key that is left out
     */
    static <T> KeyListing page(
            NavigableMap<String, T> all,
            String prefix,
            String delimiter,
            String after,
            int most,
            ToIntFunction<T> listed) {
        List<String> keys = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = null;
        int count = 0;
        Map.Entry<String, T> entry = first(all, prefix, delimiter, after);
        while (entry != null && entry.getKey().startsWith(prefix)) {
            String key = entry.getKey();
            int entries = listed.applyAsInt(entry.getValue());
            if (entries == 0) {
                entry = all.higherEntry(key);
                continue;
            }
            String common = commonPrefix(key, prefix, delimiter);
            int size = common == null ? entries : 1;
            if (count + size > most && (count > 0 || most == 0)) {
                return new KeyListing(keys, prefixes, last, most > 0);
            }
            count += size;
            if (common == null) {
                keys.add(key);
                last = key;
                entry = all.higherEntry(key);
            } else {
                prefixes.add(common);
                last = common;
                entry = behind(all, common);
            }
        }
        return new KeyListing(keys, prefixes, last, false);
    }

    private static <T> Map.Entry<String, T> first(
            NavigableMap<String, T> all, String prefix, String delimiter, String after) {
        if (after.isEmpty() || KeyOrder.INSTANCE.compare(after, prefix) < 0) {
            return all.ceilingEntry(prefix);
        }
        String common = commonPrefix(after, prefix, delimiter);
        return after.equals(common) ? behind(all, common) : all.higherEntry(after);
    }

    /** The first key that does not begin with the prefix and comes behind it. */
    private static <T> Map.Entry<String, T> behind(NavigableMap<String, T> all, String prefix) {
        return all.ceilingEntry(prefix + Character.toString(Character.MAX_CODE_POINT));
    }

    private static String commonPrefix(String key, String prefix, String delimiter) {
        if (delimiter.isEmpty() || !key.startsWith(prefix)) {
            return null;
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }
}
