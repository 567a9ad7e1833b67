package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/** The operations PutEvents and TestEventPattern. */
final class EventOperations implements AwsService {

    private static final int MOST_ENTRIES = 10;

    /** AWS raised it from 256 KB in January 2026. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** What an entry's time counts ("Calculating PutEvents event entry size"). */
    private static final int BYTES_OF_TIME = 14;

    private final Platform platform;
    private final Regional<Buses> buses;
    private final Router router;

    EventOperations(Platform platform, Regional<Buses> buses, Router router) {
        this.platform = platform;
        this.buses = buses;
        this.router = router;
    }

    @Override
    public String sdkPackage() {
        return "eventbridge";
    }

    public PutEventsResponse putEvents(PutEventsRequest request, Call call) {
        Constraints.json()
                .required("entries", request.hasEntries() ? request.entries() : null)
                .size("entries", request.hasEntries() ? request.entries() : null, 1, MOST_ENTRIES)
                .check();
        if (request.entries().stream().mapToInt(EventOperations::size).sum() > MOST_BYTES) {
            throw Refusals.invalid("Total size of the entries in the request is over the limit.");
        }
        List<PutEventsResultEntry> results = new ArrayList<>();
        request.entries().forEach(entry -> results.add(put(entry, call)));
        return PutEventsResponse.builder()
                .entries(results)
                .failedEntryCount((int) results.stream()
                        .filter(result -> result.errorCode() != null)
                        .count())
                .build();
    }

    private static int size(PutEventsRequestEntry entry) {
        return (entry.time() == null ? 0 : BYTES_OF_TIME)
                + Stream.concat(
                                Stream.of(entry.source(), entry.detailType(), entry.detail()),
                                entry.resources().stream())
                        .filter(Objects::nonNull)
                        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .sum();
    }

    private PutEventsResultEntry put(PutEventsRequestEntry entry, Call call) {
        Optional<String> missing = Stream.of(
                        absent("Source", entry.source()),
                        absent("DetailType", entry.detailType()),
                        absent("Detail", entry.detail()))
                .flatMap(Optional::stream)
                .findFirst();
        if (missing.isPresent()) {
            return failed(
                    "InvalidArgument",
                    "Parameter " + missing.get() + " is not valid. Reason: " + missing.get()
                            + " is a required argument.");
        }
        if (entry.source().startsWith("aws.")) {
            return failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        Optional<ObjectNode> detail = Event.object(entry.detail());
        if (detail.isEmpty()) {
            return failed("MalformedDetail", "Detail is malformed.");
        }
        String id = platform.ids().uuid();
        accept(id, entry, detail.get(), call);
        return PutEventsResultEntry.builder().eventId(id).build();
    }

    /** An event for a bus that does not exist is accepted, too, and lost. */
    private void accept(String id, PutEventsRequestEntry entry, ObjectNode detail, Call call) {
        String bus = entry.eventBusName();
        Scope of = bus != null && bus.startsWith("arn:") ? Scope.ofArn(bus) : call.scope();
        Instant now = platform.clock().instant();
        Event event = Event.of(
                id,
                new Scope(call.scope().account(), of.region()),
                entry.source(),
                entry.detailType(),
                entry.time() == null ? now : entry.time(),
                entry.resources(),
                detail,
                now);
        buses.of(of).find(bus).ifPresent(found -> router.receive(of, found.name(), event));
    }

    private static Optional<String> absent(String name, String value) {
        return value == null || value.isEmpty() ? Optional.of(name) : Optional.empty();
    }

    private static PutEventsResultEntry failed(String code, String message) {
        return PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    public TestEventPatternResponse testEventPattern(TestEventPatternRequest request, Call call) {
        Constraints.json()
                .required("eventPattern", request.eventPattern())
                .length("eventPattern", request.eventPattern(), 0, 4096)
                .required("event", request.event())
                .check();
        EventPattern pattern = EventPattern.parse(request.eventPattern());
        ObjectNode event = Event.object(request.event())
                .orElseThrow(() -> Refusals.invalid("Parameter Event is not valid. Reason: It is no JSON object."));
        return TestEventPatternResponse.builder().result(pattern.matches(event)).build();
    }
}
