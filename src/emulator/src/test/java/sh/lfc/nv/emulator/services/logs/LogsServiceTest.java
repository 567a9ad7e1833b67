package sh.lfc.nv.emulator.services.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.time.EmulatorClock;
import sh.lfc.nv.emulator.time.Scheduler;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsServiceTest {

    private final EmulatorClock clock = new EmulatorClock();
    private final Scheduler scheduler = new Scheduler(clock);
    private final LogsService logs = new LogsService(new Platform(clock, scheduler, new Ids(1), Path.of("unused")));
    private final Scope scope = new Scope(Scope.DEFAULT_ACCOUNT, "us-east-1");
    private final LogsClient client = new LogsClient(
            logs, new Call(scope, Principal.root(scope.account()), "id", clock.instant(), "", "", Map.of(), null));

    @AfterEach
    void end() {
        scheduler.close();
    }

    @Test
    void aGroupIsDescribedAsItWasMade() {
        client.createGroup("/aws/lambda/hello", Map.of("team", "storage"));
        client.retain("/aws/lambda/hello", 7);

        assertThat(client.groups("/aws/lambda/")).singleElement().satisfies(group -> {
            assertThat(group.logGroupName()).isEqualTo("/aws/lambda/hello");
            assertThat(group.retentionInDays()).isEqualTo(7);
            assertThat(group.arn()).isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/hello:*");
            assertThat(group.logGroupArn()).doesNotEndWith(":*");
            assertThat(group.logGroupClassAsString()).isEqualTo("STANDARD");
        });
        String arn = "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/hello";
        assertThat(client.tags(arn)).containsEntry("team", "storage");
        assertThat(client.tags(arn + ":*")).containsEntry("team", "storage");
    }

    @Test
    void aGroupIsMadeOnceAndGoneOnceDeleted() {
        client.createGroup("g", Map.of());

        assertThatThrownBy(() -> client.createGroup("g", Map.of()))
                .isInstanceOf(ResourceAlreadyExistsException.class)
                .hasMessageContaining("The specified log group already exists");
        client.deleteGroup("g");
        assertThatThrownBy(() -> client.deleteGroup("g"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
    }

    @Test
    void onlyTheRetentionsOfAwsAreTaken() {
        client.createGroup("g", Map.of());

        assertThatThrownBy(() -> client.retain("g", 8)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void eventsExpireByTheClock() {
        client.createGroup("g", Map.of());
        client.retain("g", 7);
        logs.write(scope, "g", "s", List.of("old"));

        clock.advance(Duration.ofDays(7).plusSeconds(1));
        logs.write(scope, "g", "s", List.of("new"));

        assertThat(client.filter("g", null, null).events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("new");
    }

    @Test
    void aReaderFollowsAStreamWithItsTokens() {
        logs.write(scope, "g", "s", List.of("1", "2", "3"));

        GetLogEventsResponse first = client.read("g", "s", null, 2);
        GetLogEventsResponse second = client.read("g", "s", first.nextForwardToken(), 2);
        GetLogEventsResponse third = client.read("g", "s", second.nextForwardToken(), 2);

        assertThat(first.events()).extracting(OutputLogEvent::message).containsExactly("1", "2");
        assertThat(second.events()).extracting(OutputLogEvent::message).containsExactly("3");
        assertThat(third.events()).isEmpty();
        assertThat(third.nextForwardToken()).isEqualTo(second.nextForwardToken());
        logs.write(scope, "g", "s", List.of("4"));
        assertThat(client.read("g", "s", third.nextForwardToken(), 2).events())
                .extracting(OutputLogEvent::message)
                .containsExactly("4");
        assertThat(client.read("g", "s", second.nextBackwardToken(), 2).events())
                .extracting(OutputLogEvent::message)
                .containsExactly("1", "2");
    }

    @Test
    void aSearchGoesThroughAllStreamsInTheOrderOfTime() {
        logs.write(scope, "g", "a", List.of("ERROR one"));
        clock.advance(Duration.ofSeconds(1));
        logs.write(scope, "g", "b", List.of("INFO two"));
        clock.advance(Duration.ofSeconds(1));
        logs.write(scope, "g", "a", List.of("ERROR three"));

        FilterLogEventsResponse all = client.filter("g", null, null);
        FilterLogEventsResponse errors = client.filter("g", "ERROR", null);

        assertThat(all.events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("ERROR one", "INFO two", "ERROR three");
        assertThat(errors.events()).extracting(FilteredLogEvent::logStreamName).containsExactly("a", "a");
        assertThat(all.events()).extracting(FilteredLogEvent::eventId).doesNotHaveDuplicates();
        assertThat(client.filter("g", null, all.events().get(1).timestamp()).events())
                .hasSize(2);
    }

    @Test
    void aBatchOutOfOrderIsRefusedAndOneFromTheFutureIsLeftOut() {
        logs.write(scope, "g", "s", List.of("x"));
        long now = clock.millis();

        assertThatThrownBy(() -> client.put("g", "s", event(now, "a"), event(now - 1, "b")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("must be in chronological order");
        assertThat(client.put(
                                "g",
                                "s",
                                event(now, "a"),
                                event(now + Duration.ofHours(3).toMillis(), "b"))
                        .rejectedLogEventsInfo()
                        .tooNewLogEventStartIndex())
                .isEqualTo(1);
    }

    private static InputLogEvent event(long time, String message) {
        return InputLogEvent.builder().timestamp(time).message(message).build();
    }
}
