package sh.lfc.nv.emulator.dns;

import java.util.List;

/**
 * The records of one name and type.
 *
 * @param type for example {@code MX}
 * @param ttl in seconds; without meaning for an alias
 * @param values in the form of zone files; empty for an alias
 * @param alias the name whose records of this type are answered in its place; null for records of its own
 * @param weight of several sets of the same type one is answered, by weight; null when all are
 */
public record RecordSet(String type, long ttl, List<String> values, String alias, Long weight) {}
