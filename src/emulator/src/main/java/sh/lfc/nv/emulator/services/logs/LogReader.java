package sh.lfc.nv.emulator.services.logs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * Reads one stream page by page, forwards and backwards, as GetLogEvents does.
 *
 * <p>A token is a direction and the position of an event; at an end of the stream the same token comes back.
 */
final class LogReader {

    private static final int MAX_EVENTS = 10_000;
    private static final Pattern TOKEN = Pattern.compile("[fb]/\\d{56}");

    private LogReader() {}

    static GetLogEventsResponse read(LogStream stream, GetLogEventsRequest request) {
        String token = request.nextToken();
        if (token != null && !TOKEN.matcher(token).matches()) {
            throw InvalidParameterException.builder()
                    .message("The specified nextToken is invalid.")
                    .build();
        }
        LogWindow window = LogWindow.between(request.startTime(), request.endTime());
        int limit = request.limit() == null ? MAX_EVENTS : Math.min(request.limit(), MAX_EVENTS);
        List<LogEvent> page = page(stream, window, token, Boolean.TRUE.equals(request.startFromHead()), limit);
        // Who found nothing stands before all that may still come.
        String here = token == null ? window.from().position() : token.substring(2);
        return GetLogEventsResponse.builder()
                .events(page.stream().map(LogReader::output).toList())
                .nextBackwardToken("b/" + (page.isEmpty() ? here : page.get(0).position()))
                .nextForwardToken("f/"
                        + (page.isEmpty() ? here : page.get(page.size() - 1).position()))
                .build();
    }

    private static List<LogEvent> page(LogStream stream, LogWindow window, String token, boolean fromHead, int limit) {
        if (token == null) {
            NavigableSet<LogEvent> events = window.of(stream.events());
            return fromHead ? first(events, limit) : last(events, limit);
        }
        LogEvent position = LogEvent.at(token.substring(2));
        return token.startsWith("f/")
                ? first(window.after(position).of(stream.events()), limit)
                : last(window.before(position).of(stream.events()), limit);
    }

    private static List<LogEvent> first(NavigableSet<LogEvent> events, int limit) {
        return events.stream().limit(limit).toList();
    }

    private static List<LogEvent> last(NavigableSet<LogEvent> events, int limit) {
        List<LogEvent> page =
                new ArrayList<>(events.descendingSet().stream().limit(limit).toList());
        Collections.reverse(page);
        return page;
    }

    private static OutputLogEvent output(LogEvent event) {
        return OutputLogEvent.builder()
                .timestamp(event.timestamp())
                .ingestionTime(event.ingestionTime())
                .message(event.message())
                .build();
    }
}
