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
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** The alarms of one account and region, their tags and their history. Safe for use by many threads. */
final class AlarmBook {

    private static final int MAX_HISTORY = 2000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Alarm> alarms = new TreeMap<>();
    private final Map<String, Map<String, String>> tags = new TreeMap<>();
    private final Deque<AlarmHistoryItem> history = new ArrayDeque<>();

    synchronized List<Alarm> all() {
        return List.copyOf(alarms.values());
    }

    synchronized Optional<Alarm> find(String name) {
        return Optional.ofNullable(alarms.get(name));
    }

    /** Makes an alarm, or gives one a new configuration; its state stays. */
    synchronized void put(String arn, PutMetricAlarmRequest configuration, Instant now) {
        Alarm existing = alarms.get(configuration.alarmName());
        Alarm.State state = existing == null ? Alarm.State.initial(now) : existing.state();
        alarms.put(configuration.alarmName(), new Alarm(arn, configuration, now, state));
        if (existing == null) {
            Map<String, String> own = new TreeMap<>();
            configuration.tags().forEach(tag -> own.put(tag.key(), tag.value()));
            tags.put(arn, own);
        }
        String what = existing == null ? "created" : "updated";
        remember(
                configuration.alarmName(),
                "ConfigurationUpdate",
                "Alarm \"" + configuration.alarmName() + "\" " + what,
                null,
                now);
    }

    synchronized void delete(Collection<String> names, Instant now) {
        names.forEach(name -> {
            Alarm deleted = alarms.remove(name);
            if (deleted != null) {
                tags.remove(deleted.arn());
                remember(name, "ConfigurationUpdate", "Alarm \"" + name + "\" deleted", null, now);
            }
        });
    }

    /**
     * Changes an alarm that is as it was read.
     *
     * @return whether it was
     */
    synchronized boolean change(Alarm read, UnaryOperator<Alarm> change) {
        if (alarms.get(read.name()) != read) {
            return false;
        }
        alarms.put(read.name(), change.apply(read));
        return true;
    }

    /** A copy of the tags of an alarm; empty when there is no such alarm. */
    synchronized Optional<Map<String, String>> tags(String arn) {
        return Optional.ofNullable(tags.get(arn)).map(TreeMap::new);
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
                after.name(),
                "StateUpdate",
                "Alarm updated from " + before.state().value() + " to "
                        + after.state().value(),
                data.toString(),
                after.state().updated());
    }

    synchronized void remember(String alarm, String type, String summary, String data, Instant now) {
        history.addFirst(AlarmHistoryItem.builder()
                .alarmName(alarm)
                .alarmType("MetricAlarm")
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
