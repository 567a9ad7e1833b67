package sh.lfc.nv.emulator.services.logs;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** Answers the groups of an account and the streams of a group, page by page. */
final class LogListings {

    private static final int MAX_PAGE = 50;

    private LogListings() {}

    static DescribeLogGroupsResponse groups(Collection<LogGroup> all, DescribeLogGroupsRequest request) {
        String prefix = request.logGroupNamePrefix();
        String part = request.logGroupNamePattern();
        if (prefix != null && part != null) {
            throw InvalidParameterException.builder()
                    .message("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.")
                    .build();
        }
        Predicate<LogGroup> wanted = group -> (prefix == null || group.name().startsWith(prefix))
                && (part == null || group.name().contains(part))
                && (request.logGroupClass() == null || group.logGroupClass().equals(request.logGroupClassAsString()));
        Page<LogGroup> page =
                page(all.stream().filter(wanted), LogGroup::name, request.nextToken(), limit(request.limit()));
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items().stream().map(LogListings::describe).toList())
                .nextToken(page.nextToken())
                .build();
    }

    /** @param now what has expired by then is not told of */
    static DescribeLogStreamsResponse streams(LogGroup group, DescribeLogStreamsRequest request, long now) {
        String prefix = request.logStreamNamePrefix();
        boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        if (byTime && prefix != null) {
            throw InvalidParameterException.builder()
                    .message("Cannot order by LastEventTime with a logStreamNamePrefix.")
                    .build();
        }
        boolean descending = Boolean.TRUE.equals(request.descending());
        int limit = limit(request.limit());
        Page<LogStream> page = byTime
                ? byTime(group, descending, request.nextToken(), limit, now)
                : byName(group.streams(prefix == null ? "" : prefix), descending, request.nextToken(), limit);
        page.items().forEach(stream -> stream.expireBefore(group.expiry(now)));
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items().stream()
                        .map(stream -> describe(group, stream))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static Page<LogStream> byTime(LogGroup group, boolean descending, String token, int limit, long now) {
        group.expire(now);
        Comparator<LogStream> order =
                Comparator.comparingLong(LogListings::lastEventTime).thenComparing(LogStream::name);
        return page(
                group.streams().stream().sorted(descending ? order.reversed() : order), LogStream::name, token, limit);
    }

    /** They are in this order already: only those of the page are looked at. */
    private static Page<LogStream> byName(
            NavigableMap<String, LogStream> streams, boolean descending, String token, int limit) {
        NavigableMap<String, LogStream> ordered = descending ? streams.descendingMap() : streams;
        List<LogStream> rest = (token == null
                        ? ordered.values()
                        : after(ordered, token).values())
                .stream().limit(limit + 1L).toList();
        return rest.size() <= limit
                ? new Page<>(rest, null)
                : new Page<>(rest.subList(0, limit), rest.get(limit - 1).name());
    }

    /** A token of another listing names what is not in this one, which then begins anew. */
    private static NavigableMap<String, LogStream> after(NavigableMap<String, LogStream> ordered, String token) {
        return ordered.containsKey(token) ? ordered.tailMap(token, false) : ordered;
    }

    private static software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup describe(LogGroup group) {
        return software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup.builder()
                .logGroupName(group.name())
                .arn(group.arn() + ":*")
                .logGroupArn(group.arn())
                .creationTime(group.creationTime())
                .retentionInDays(group.retentionInDays())
                .metricFilterCount(0)
                .storedBytes(group.storedBytes())
                .kmsKeyId(group.kmsKeyId())
                .logGroupClass(group.logGroupClass())
                .deletionProtectionEnabled(false)
                .build();
    }

    private static software.amazon.awssdk.services.cloudwatchlogs.model.LogStream describe(
            LogGroup group, LogStream stream) {
        return software.amazon.awssdk.services.cloudwatchlogs.model.LogStream.builder()
                .logStreamName(stream.name())
                .arn(group.arn() + ":log-stream:" + stream.name())
                .creationTime(stream.creationTime())
                .firstEventTimestamp(
                        stream.firstEvent().map(LogEvent::timestamp).orElse(null))
                .lastEventTimestamp(stream.lastEvent().map(LogEvent::timestamp).orElse(null))
                .lastIngestionTime(stream.lastIngestionTime() == 0 ? null : stream.lastIngestionTime())
                .uploadSequenceToken("%056d".formatted(stream.lastIngestionTime()))
                .storedBytes(0L)
                .build();
    }

    private static long lastEventTime(LogStream stream) {
        return stream.lastEvent().map(LogEvent::timestamp).orElse(stream.creationTime());
    }

    private record Page<T>(List<T> items, String nextToken) {}

    /** One page; the token is the name of the last item before it. */
    private static <T> Page<T> page(Stream<T> items, Function<T, String> name, String token, int limit) {
        List<T> rest = items.toList();
        if (token != null) {
            int last = rest.stream().map(name).toList().indexOf(token);
            rest = rest.subList(last + 1, rest.size());
        }
        if (rest.size() <= limit) {
            return new Page<>(rest, null);
        }
        return new Page<>(rest.subList(0, limit), name.apply(rest.get(limit - 1)));
    }

    private static int limit(Integer limit) {
        if (limit != null && (limit < 1 || limit > MAX_PAGE)) {
            throw InvalidParameterException.builder()
                    .message("1 validation error detected: Value '" + limit
                            + "' at 'limit' failed to satisfy constraint: Member must have value "
                            + (limit < 1 ? "greater than or equal to 1" : "less than or equal to " + MAX_PAGE))
                    .build();
        }
        return limit == null ? MAX_PAGE : limit;
    }
}
