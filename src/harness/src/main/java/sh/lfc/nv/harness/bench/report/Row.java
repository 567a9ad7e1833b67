package sh.lfc.nv.harness.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that was measured.
 *
 * @param what with everything that one needs to know to measure it again
 * @param ours what it came to
 * @param peers what it came to with others; those that were not asked are missing
 * @param goals all of which it should reach; none for what is there to be known
 */
public record Row(String what, Unit unit, Figure ours, List<PeerFigure> peers, List<Goal> goals) {
    public Row {
        peers = List.copyOf(peers);
        goals = List.copyOf(goals);
    }

    /** Without a peer. */
    public static Row of(String what, Unit unit, Figure ours, Goal... goals) {
        return new Row(what, unit, ours, List.of(), List.of(goals));
    }

    /** How many times as good as a peer's ours is; empty where the peer has no figure. */
    public Optional<Double> ratio(String peer) {
        return peers.stream()
                .filter(each -> each.peer().equals(peer) && each.figure() != null)
                .map(each -> unit.moreIsBetter()
                        ? ours.median() / each.figure().median()
                        : each.figure().median() / ours.median())
                .findFirst();
    }

    /** Whether all goals are reached; empty where there is none, or nothing to compare with. */
    public Optional<Boolean> isMet() {
        var known = goals.stream()
                .map(goal -> goal.isMet(this))
                .flatMap(Optional::stream)
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(known.stream().allMatch(Boolean::booleanValue));
    }

    /** The same for machines. */
    @JsonProperty("met")
    Boolean metOrNull() {
        return isMet().orElse(null);
    }

    @JsonProperty("timesAsGood")
    Map<String, Double> ratios() {
        var ratios = new LinkedHashMap<String, Double>();
        peers.forEach(peer -> ratio(peer.peer()).ifPresent(ratio -> ratios.put(peer.peer(), ratio)));
        return ratios;
    }
}
