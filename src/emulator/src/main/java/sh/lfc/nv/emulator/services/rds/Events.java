package sh.lfc.nv.emulator.services.rds;

import java.time.Clock;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.EventLog;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventsResponse;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;

/** What happened to instances' servers ("Amazon RDS event categories and event messages"). Safe for many threads. */
final class Events implements AwsService {

    static final String AVAILABILITY = "availability";
    static final String FAILOVER = "failover";
    static final String NOTIFICATION = "notification";

    private final Regional<RdsRegion> regions;
    private final Clock clock;

    Events(Regional<RdsRegion> regions, Clock clock) {
        this.regions = regions;
        this.clock = clock;
    }

    @Override
    public String sdkPackage() {
        return "rds";
    }

    /** Something happens to an instance now. */
    void happened(Database database, String category, String message) {
        Event event = Event.builder()
                .sourceIdentifier(database.id())
                .sourceType(SourceType.DB_INSTANCE)
                .sourceArn(database.shown().dbInstanceArn())
                .eventCategories(category)
                .message(message)
                .date(clock.instant())
                .build();
        regions.of(database.scope()).events.add(event.date(), event);
    }

    public DescribeEventsResponse describeEvents(DescribeEventsRequest request, Call call) {
        if (request.sourceIdentifier() != null && request.sourceType() == null) {
            throw RdsErrors.combination("SourceType must be provided when SourceIdentifier is supplied.");
        }
        MarkerPage<Event> page = regions.of(call)
                .events
                .page(
                        new EventLog.Window(request.startTime(), request.endTime(), request.duration()),
                        call.time(),
                        event -> isAsked(event, request),
                        request.maxRecords(),
                        request.marker());
        return DescribeEventsResponse.builder()
                .events(page.items())
                .marker(page.marker())
                .build();
    }

    private static boolean isAsked(Event event, DescribeEventsRequest request) {
        return (request.sourceType() == null || request.sourceType() == event.sourceType())
                && (request.sourceIdentifier() == null
                        || RdsRegion.key(request.sourceIdentifier()).equals(event.sourceIdentifier()))
                && (request.eventCategories().isEmpty()
                        || request.eventCategories().stream().anyMatch(event.eventCategories()::contains));
    }
}
