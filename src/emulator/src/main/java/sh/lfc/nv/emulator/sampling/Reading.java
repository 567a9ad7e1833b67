package sh.lfc.nv.emulator.sampling;

import java.time.Duration;
import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;

/**
 * What an engine says of itself at a time.
 *
 * @param id what its metrics are found by, such as an instance's identifier
 * @param processor the processor time that it has taken since it was started
 * @param levels metrics that are what they are, in counts
 * @param totals metrics that have been counted since it was started, of which the last minute's part is told
 */
public record Reading(
        Scope scope, String id, Duration processor, Map<String, Double> levels, Map<String, Double> totals) {}
