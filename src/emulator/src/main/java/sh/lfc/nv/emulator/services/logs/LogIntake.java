package sh.lfc.nv.emulator.services.logs;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/** Receives a batch of events by the rules of PutLogEvents: in order, not too old, not from the future. */
final class LogIntake {

    private static final long MAX_AHEAD = Duration.ofHours(2).toMillis();
    private static final long MAX_AGE = Duration.ofDays(14).toMillis();
    private static final int MAX_EVENTS = 10_000;

    private LogIntake() {}

    static PutLogEventsResponse put(LogGroup group, LogStream stream, List<InputLogEvent> events, long now) {
        requireBatch(events);
        long expiry = group.expiry(now);
        int expired = 0;
        int tooOld = 0;
        int tooNew = -1;
        for (int i = 0; i < events.size(); i++) {
            InputLogEvent event = events.get(i);
            if (event.timestamp() > now + MAX_AHEAD) {
                tooNew = i;
                break;
            } else if (event.timestamp() < expiry) {
                expired = i + 1;
            } else if (event.timestamp() < now - MAX_AGE) {
                tooOld = i + 1;
            } else {
                stream.add(new LogEvent(event.timestamp(), group.nextSequence(), now, event.message()));
            }
        }
        PutLogEventsResponse.Builder response =
                PutLogEventsResponse.builder().nextSequenceToken("%056d".formatted(group.nextSequence()));
        if (expired > 0 || tooOld > 0 || tooNew >= 0) {
            response.rejectedLogEventsInfo(RejectedLogEventsInfo.builder()
                    .expiredLogEventEndIndex(expired > 0 ? expired : null)
                    .tooOldLogEventEndIndex(tooOld > 0 ? tooOld : null)
                    .tooNewLogEventStartIndex(tooNew >= 0 ? tooNew : null)
                    .build());
        }
        return response.build();
    }

    private static void requireBatch(List<InputLogEvent> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw invalid("Log events in a single PutLogEvents request must be between 1 and " + MAX_EVENTS + ".");
        }
        for (int i = 0; i < events.size(); i++) {
            InputLogEvent event = events.get(i);
            if (event.timestamp() == null
                    || event.message() == null
                    || event.message().isEmpty()) {
                throw invalid("Log event must have a timestamp and a message that is not empty.");
            }
            if (i > 0 && event.timestamp() < events.get(i - 1).timestamp()) {
                throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
        }
    }

    private static InvalidParameterException invalid(String message) {
        return InvalidParameterException.builder().message(message).build();
    }
}
