package sh.lfc.nv.emulator.services.logs;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The log groups of one account and region, by name. Safe for use by many threads. */
final class LogGroups {

    private static final Pattern GROUP_NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
    private static final Pattern STREAM_NAME = Pattern.compile("[^:*]{1,512}");

    private final Scope scope;
    private final NavigableMap<String, LogGroup> groups = new ConcurrentSkipListMap<>();

    LogGroups(Scope scope) {
        this.scope = scope;
    }

    Collection<LogGroup> all() {
        return groups.values();
    }

    void create(CreateLogGroupRequest request, long now) {
        requireName("logGroupName", request.logGroupName(), GROUP_NAME, "[\\.\\-_/#A-Za-z0-9]+");
        LogGroup group = made(
                request.logGroupName(),
                request.logGroupClass() == null ? "STANDARD" : request.logGroupClassAsString(),
                now);
        group.kmsKeyId(request.kmsKeyId());
        group.tags().putAll(request.tags());
        if (groups.putIfAbsent(group.name(), group) != null) {
            throw ResourceAlreadyExistsException.builder()
                    .message("The specified log group already exists")
                    .build();
        }
    }

    LogGroup getOrCreate(String name, long now) {
        return groups.computeIfAbsent(name, missing -> made(missing, "STANDARD", now));
    }

    void createStream(String groupName, String streamName, long now) {
        requireName("logStreamName", streamName, STREAM_NAME, "[^:*]*");
        if (!get(groupName).create(streamName, now)) {
            throw ResourceAlreadyExistsException.builder()
                    .message("The specified log stream already exists")
                    .build();
        }
    }

    void delete(String name) {
        if (name == null || groups.remove(name) == null) {
            throw noGroup();
        }
    }

    boolean has(String name) {
        return groups.containsKey(name);
    }

    Optional<LogGroup> find(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    LogGroup get(String name) {
        LogGroup group = name == null ? null : groups.get(name);
        if (group == null) {
            throw noGroup();
        }
        return group;
    }

    /** The group that is given by its name, or by an identifier, which is a name or an ARN. */
    LogGroup named(String name, String identifier) {
        if (name == null && identifier != null && identifier.startsWith("arn:")) {
            return byArn(identifier);
        }
        return get(name == null ? identifier : name);
    }

    /** The group of an ARN, with or without the {@code :*} that stands for the streams. */
    LogGroup byArn(String arn) {
        String prefix = scope.arn("logs", "log-group:");
        if (arn == null || !arn.startsWith(prefix)) {
            throw noGroup();
        }
        String name = arn.substring(prefix.length());
        return get(name.endsWith(":*") ? name.substring(0, name.length() - 2) : name);
    }

    private LogGroup made(String name, String logGroupClass, long now) {
        return new LogGroup(name, scope.arn("logs", "log-group:" + name), now, logGroupClass);
    }

    private static void requireName(String member, String value, Pattern pattern, String shown) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw InvalidParameterException.builder()
                    .message("1 validation error detected: Value '" + value + "' at '" + member
                            + "' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                            + shown)
                    .build();
        }
    }

    private static ResourceNotFoundException noGroup() {
        return ResourceNotFoundException.builder()
                .message("The specified log group does not exist.")
                .build();
    }
}
