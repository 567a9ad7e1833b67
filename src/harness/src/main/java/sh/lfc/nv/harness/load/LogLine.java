package sh.lfc.nv.harness.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sh.lfc.nv.canary.aws.AwsAccess;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** An event of a log group. */
public record LogLine(Instant at, String text) {
    /** What is logged at the end of a request that was sent within. */
    private static final Duration LATER = Duration.ofSeconds(30);

    /** All that was logged of requests between two times; nothing when there is no such group. */
    public static List<LogLine> between(AwsAccess aws, String group, Instant from, Instant to) {
        var request = FilterLogEventsRequest.builder()
                .logGroupName(group)
                .startTime(from.toEpochMilli())
                .endTime(to.plus(LATER).toEpochMilli())
                .build();
        try (var logs = aws.client(CloudWatchLogsClient.builder())) {
            return logs.filterLogEventsPaginator(request).events().stream()
                    .map(event -> new LogLine(
                            Instant.ofEpochMilli(event.timestamp()),
                            event.message().strip()))
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }
}
