package sh.lfc.nv.emulator.services.elasticache;

import java.time.Clock;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.EventLog;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.elasticache.model.DescribeEventsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEventsResponse;
import software.amazon.awssdk.services.elasticache.model.Event;
import software.amazon.awssdk.services.elasticache.model.SourceType;

/** What happened to nodes ("TestFailover", "Viewing ElastiCache events"). Safe for use by many threads. */
final class Events implements AwsService {

    private final Regional<CacheRegion> regions;
    private final Clock clock;

    Events(Regional<CacheRegion> regions, Clock clock) {
        this.regions = regions;
        this.clock = clock;
    }

    @Override
    public String sdkPackage() {
        return "elasticache";
    }

    /** Something happens to every node of a group now. */
    void toNodes(Group group, String message) {
        group.nodes().forEach(node -> add(group, node.clusterId(), SourceType.CACHE_CLUSTER, message));
    }

    /** One node has taken over from another. */
    void failedOver(Group group, Node from, Node to) {
        String message =
                "Failover from master node " + from.clusterId() + " to replica node " + to.clusterId() + " completed";
        add(group, from.clusterId(), SourceType.CACHE_CLUSTER, message);
        add(group, group.id(), SourceType.REPLICATION_GROUP, message);
    }

    private void add(Group group, String source, SourceType type, String message) {
        Event event = Event.builder()
                .sourceIdentifier(source)
                .sourceType(type)
                .message(message)
                .date(clock.instant())
                .build();
        regions.of(group.scope()).events.add(event.date(), event);
    }

    public DescribeEventsResponse describeEvents(DescribeEventsRequest request, Call call) {
        MarkerPage<Event> page = regions.of(call)
                .events
                .page(
                        new EventLog.Window(request.startTime(), request.endTime(), request.duration()),
                        call.time(),
                        event -> (request.sourceType() == null || request.sourceType() == event.sourceType())
                                && (request.sourceIdentifier() == null
                                        || CacheRegion.key(request.sourceIdentifier())
                                                .equals(event.sourceIdentifier())),
                        request.maxRecords(),
                        request.marker());
        return DescribeEventsResponse.builder()
                .events(page.items())
                .marker(page.marker())
                .build();
    }
}
