package sh.lfc.nv.emulator.services.scheduler;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;

/**
 * The schedule groups of one account and region, as GetScheduleGroup answers them, and their schedules. One group is there
 * from the start. Safe for use by many threads.
 */
final class ScheduleGroups {

    static final String DEFAULT = "default";

    private final Scope scope;
    private final NavigableMap<String, GetScheduleGroupResponse> groups = new ConcurrentSkipListMap<>();
    private final Map<String, NavigableMap<String, ScheduleEntry>> schedules = new ConcurrentHashMap<>();

    ScheduleGroups(Scope scope, Instant now) {
        this.scope = scope;
        add(DEFAULT, now);
    }

    String groupArn(String name) {
        return scope.arn("scheduler", "schedule-group/" + name);
    }

    String scheduleArn(String group, String name) {
        return scope.arn("scheduler", "schedule/" + group + "/" + name);
    }

    static String orDefault(String group) {
        return group == null || group.isEmpty() ? DEFAULT : group;
    }

    Collection<GetScheduleGroupResponse> all() {
        return groups.values();
    }

    GetScheduleGroupResponse get(String name) {
        GetScheduleGroupResponse group = groups.get(orDefault(name));
        if (group == null) {
            throw Refusals.noGroup(name);
        }
        return group;
    }

    /** @throws software.amazon.awssdk.services.scheduler.model.ConflictException if there is such a group */
    synchronized void add(String name, Instant now) {
        GetScheduleGroupResponse group = GetScheduleGroupResponse.builder()
                .arn(groupArn(name))
                .name(name)
                .state(ScheduleGroupState.ACTIVE)
                .creationDate(now)
                .lastModificationDate(now)
                .build();
        if (groups.putIfAbsent(name, group) != null) {
            throw Refusals.conflict("Schedule group " + name + " already exists.");
        }
        schedules.put(name, new ConcurrentSkipListMap<>());
    }

    /** Removes a group, and answers the schedules that have gone with it. */
    synchronized List<ScheduleEntry> remove(String name) {
        get(name);
        groups.remove(name);
        return List.copyOf(schedules.remove(name).values());
    }

    /** The schedules of a group, or of all groups where there is no name. */
    List<ScheduleEntry> schedules(String group) {
        if (group != null) {
            return List.copyOf(schedules.get(get(group).name()).values());
        }
        return groups.keySet().stream()
                .flatMap(name -> schedules(name).stream())
                .toList();
    }

    Optional<ScheduleEntry> find(String group, String name) {
        return Optional.ofNullable(schedules.get(orDefault(group))).map(own -> own.get(name));
    }

    ScheduleEntry schedule(String group, String name) {
        get(group);
        return find(group, name).orElseThrow(() -> Refusals.noSchedule(name));
    }

    /**
     * Adds a schedule.
     *
     * @return whether it is new; false where the same request had added it before
     */
    synchronized boolean add(ScheduleEntry entry) {
        get(entry.group());
        ScheduleEntry before = schedules.get(entry.group()).putIfAbsent(entry.name(), entry);
        if (before != null
                && (before.clientToken() == null || !before.clientToken().equals(entry.clientToken()))) {
            throw Refusals.conflict("Schedule " + entry.name() + " already exists.");
        }
        return before == null;
    }

    synchronized void replace(ScheduleEntry entry) {
        schedule(entry.group(), entry.name());
        schedules.get(entry.group()).put(entry.name(), entry);
    }

    synchronized ScheduleEntry remove(String group, String name) {
        ScheduleEntry entry = schedule(group, name);
        schedules.get(entry.group()).remove(name);
        return entry;
    }

    /** Removes a schedule unless it has been changed. */
    synchronized boolean removeIfSame(ScheduleEntry entry) {
        return find(entry.group(), entry.name()).filter(found -> found == entry).isPresent()
                && schedules.get(entry.group()).remove(entry.name()) != null;
    }
}
