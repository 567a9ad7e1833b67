package sh.lfc.nv.emulator.services.cloudwatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** The alarms of one account and region, their tags and their history. Safe for use by many threads. */
final class AlarmBook {

    private static final int MAX_HISTORY = 2000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Alarm> alarms = new TreeMap<>();
    private final Map<String, Map<String, String>> tags = new TreeMap<>();
    private final Deque<AlarmHistoryItem> history = new ArrayDeque<>();

    /**
     * What became of an alarm.
     *
     * @param before null for a new one
     */
    record Change(Alarm before, Alarm after) {

        boolean ofState() {
            return before == null || !before.isIn(after.state().value());
        }
    }

    synchronized List<Alarm> all() {
        return List.copyOf(alarms.values());
    }

    /** The composite alarms. */
    List<AlarmOnAlarms> composites() {
        return all().stream()
                .filter(AlarmOnAlarms.class::isInstance)
                .map(AlarmOnAlarms.class::cast)
                .toList();
    }

    synchronized Optional<Alarm> find(String name) {
        return Optional.ofNullable(alarms.get(name));
    }

    boolean isIn(String name, String state) {
        return find(name).filter(alarm -> alarm.isIn(state)).isPresent();
    }

    /**
     * Makes an alarm, or gives one a new configuration.
     *
     * @param made what becomes of the alarm of this name; is given null when there is none
     * @param given the tags of a new alarm; those of an old one stay
     */
    synchronized Change put(String name, UnaryOperator<Alarm> made, List<Tag> given) {
        Alarm existing = alarms.get(name);
        Alarm after = made.apply(existing);
        alarms.put(name, after);
        if (existing == null) {
            Map<String, String> own = new TreeMap<>();
            given.forEach(tag -> own.put(tag.key(), tag.value()));
            tags.put(after.arn(), own);
        }
        String what = existing == null ? "created" : "updated";
        remember(after, "ConfigurationUpdate", "Alarm \"" + name + "\" " + what, null, after.configured());
        return new Change(existing, after);
    }

    /** Deletes alarms unless the check, which sees the alarms as they are, refuses. */
    synchronized void delete(Collection<String> names, Runnable check, Instant now) {
        check.run();
        names.forEach(name -> {
            Alarm deleted = alarms.remove(name);
            if (deleted != null) {
                tags.remove(deleted.arn());
                remember(deleted, "ConfigurationUpdate", "Alarm \"" + name + "\" deleted", null, now);
            }
        });
    }

    /**
     * Changes an alarm by what it is and what the others are, as nobody changes any meanwhile.
     *
     * @return what became of it; empty when there is no such alarm
     */
    synchronized Optional<Change> change(String name, UnaryOperator<Alarm> change) {
        Alarm before = alarms.get(name);
        if (before == null) {
            return Optional.empty();
        }
        Alarm after = change.apply(before);
        alarms.put(name, after);
        return Optional.of(new Change(before, after));
    }

    /** A copy of the tags of an alarm; empty when there is no such alarm. */
    synchronized Optional<Map<String, String>> tags(String arn) {
        return Optional.ofNullable(tags.get(arn)).map(TreeMap::new);
    }

    /** The tags of all alarms, by ARN. */
    synchronized Map<String, Map<String, String>> tagged() {
        return new TreeMap<>(tags);
    }

    synchronized void tags(String arn, Map<String, String> changed) {
        tags.replace(arn, new TreeMap<>(changed));
    }

    synchronized List<AlarmHistoryItem> history() {
        return List.copyOf(history);
    }

    /** Notes that an alarm went from one state to another. */
    void rememberTransition(Alarm before, Alarm after) {
        ObjectNode data = JSON.createObjectNode().put("version", "1.0");
        data.putObject("oldState")
                .put("stateValue", before.state().value())
                .put("stateReason", before.state().reason());
        data.putObject("newState")
                .put("stateValue", after.state().value())
                .put("stateReason", after.state().reason());
        remember(
                after,
                "StateUpdate",
                "Alarm updated from " + before.state().value() + " to "
                        + after.state().value(),
                data.toString(),
                after.state().updated());
    }

    synchronized void remember(Alarm alarm, String type, String summary, String data, Instant now) {
        history.addFirst(AlarmHistoryItem.builder()
                .alarmName(alarm.name())
                .alarmType(alarm.type())
                .timestamp(now)
                .historyItemType(type)
                .historySummary(summary)
                .historyData(data)
                .build());
        if (history.size() > MAX_HISTORY) {
            history.removeLast();
        }
    }
}
