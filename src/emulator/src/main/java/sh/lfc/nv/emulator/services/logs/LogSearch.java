package sh.lfc.nv.emulator.services.logs;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/** Searches the streams of a group for events that match a pattern, in the order of their time. */
final class LogSearch {

    private static final int MAX_EVENTS = 10_000;

    private record Found(String stream, LogEvent event) {}

    private LogSearch() {}

    /** @param now what has expired by then is not found */
    static FilterLogEventsResponse filter(LogGroup group, FilterLogEventsRequest request, long now) {
        long expiry = group.expiry(now);
        FilterPattern pattern = pattern(request.filterPattern());
        int limit = request.limit() == null ? MAX_EVENTS : Math.min(request.limit(), MAX_EVENTS);
        List<Found> found = streams(group, request)
                .peek(stream -> stream.expireBefore(expiry))
                .flatMap(stream -> events(stream, request)
                        .filter(event -> pattern.matches(event.message()))
                        .limit(limit + 1L)
                        .map(event -> new Found(stream.name(), event)))
                .sorted(Comparator.comparing(Found::event, LogEvent.ORDER))
                .limit(limit + 1L)
                .toList();
        List<Found> page = found.subList(0, Math.min(limit, found.size()));
        return FilterLogEventsResponse.builder()
                .events(page.stream().map(LogSearch::output).toList())
                .searchedLogStreams(List.of())
                .nextToken(found.size() > limit ? page.get(limit - 1).event().position() : null)
                .build();
    }

    private static Stream<LogEvent> events(LogStream stream, FilterLogEventsRequest request) {
        // The end of FilterLogEvents is inclusive, unlike that of GetLogEvents.
        Long before = request.endTime() == null ? null : Long.valueOf(request.endTime() + 1);
        LogWindow window = LogWindow.between(request.startTime(), before);
        return (request.nextToken() == null ? window : window.after(position(request.nextToken())))
                .of(stream.events()).stream();
    }

    private static LogEvent position(String token) {
        if (!token.matches("\\d{56}")) {
            throw InvalidParameterException.builder()
                    .message("The specified nextToken is invalid.")
                    .build();
        }
        return LogEvent.at(token);
    }

    private static Stream<LogStream> streams(LogGroup group, FilterLogEventsRequest request) {
        Set<String> names = Set.copyOf(request.logStreamNames());
        names.stream().filter(name -> group.stream(name).isEmpty()).findAny().ifPresent(missing -> {
            throw LogsService.noStream();
        });
        String prefix = request.logStreamNamePrefix() == null ? "" : request.logStreamNamePrefix();
        return names.isEmpty()
                ? group.streams(prefix).values().stream()
                : names.stream()
                        .filter(name -> name.startsWith(prefix))
                        .map(group::stream)
                        .flatMap(Optional::stream);
    }

    private static FilterPattern pattern(String text) {
        try {
            return FilterPattern.of(text);
        } catch (IllegalArgumentException e) {
            throw InvalidParameterException.builder()
                    .message("Invalid filter pattern")
                    .build();
        }
    }

    private static FilteredLogEvent output(Found found) {
        LogEvent event = found.event();
        return FilteredLogEvent.builder()
                .logStreamName(found.stream())
                .timestamp(event.timestamp())
                .ingestionTime(event.ingestionTime())
                .message(event.message())
                .eventId(event.position())
                .build();
    }
}
