package sh.lfc.nv.terraform.aws;

import java.util.Optional;
import java.util.function.Predicate;
import sh.lfc.nv.terraform.wait.Wait;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Waits for what is logged in CloudWatch Logs. */
public record LogWaits(CloudWatchLogsClient logs, Wait patience) {

    /** Until something is logged that contains a text. A group that does not exist yet is waited for, too. */
    public FilteredLogEvent untilLogged(String group, String text) throws InterruptedException {
        return untilLogged(group, event -> event.message().contains(text));
    }

    /** Until something is logged that will do; looks at everything that the group has. */
    public FilteredLogEvent untilLogged(String group, Predicate<FilteredLogEvent> enough) throws InterruptedException {
        return patience.untilPresent("a line in the log group " + group, () -> find(group, enough));
    }

    private Optional<FilteredLogEvent> find(String group, Predicate<FilteredLogEvent> enough) {
        try {
            return logs.filterLogEventsPaginator(r -> r.logGroupName(group)).events().stream()
                    .filter(enough)
                    .findFirst();
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }
}
