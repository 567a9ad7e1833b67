package sh.lfc.nv.emulator.services.eventbridge;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.ResourceTags;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusResponse;

/** The operations on event buses. */
final class BusOperations implements AwsService {

    private static final Pattern NAME = Pattern.compile("[/\\.\\-_A-Za-z0-9]+");
    private static final int PAGE = 100;

    private final Platform platform;
    private final Regional<Buses> buses;
    private final ResourceTags tags;

    BusOperations(Platform platform, Regional<Buses> buses, ResourceTags tags) {
        this.platform = platform;
        this.buses = buses;
        this.tags = tags;
    }

    @Override
    public String sdkPackage() {
        return "eventbridge";
    }

    public CreateEventBusResponse createEventBus(CreateEventBusRequest request, Call call) {
        Constraints.json()
                .required("name", request.name())
                .length("name", request.name(), 1, 256)
                .matches("name", request.name(), NAME)
                .length("description", request.description(), 0, 512)
                .check();
        if (request.eventSourceName() != null) {
            throw Refusals.notFound("Event source " + request.eventSourceName() + " does not exist.");
        }
        if (request.name().contains("/")) {
            throw Refusals.invalid("Event bus name must not contain '/'.");
        }
        Buses own = buses.of(call);
        Instant now = platform.clock().instant();
        String arn = own.arn(request.name());
        own.add(DescribeEventBusResponse.builder()
                .name(request.name())
                .arn(arn)
                .description(request.description())
                .kmsKeyIdentifier(request.kmsKeyIdentifier())
                .deadLetterConfig(request.deadLetterConfig())
                .logConfig(request.logConfig())
                .creationTime(now)
                .lastModifiedTime(now)
                .build());
        tags.add(arn, request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        return CreateEventBusResponse.builder()
                .eventBusArn(arn)
                .description(request.description())
                .kmsKeyIdentifier(request.kmsKeyIdentifier())
                .deadLetterConfig(request.deadLetterConfig())
                .logConfig(request.logConfig())
                .build();
    }

    public DescribeEventBusResponse describeEventBus(DescribeEventBusRequest request, Call call) {
        return buses.of(call).get(request.name());
    }

    public UpdateEventBusResponse updateEventBus(UpdateEventBusRequest request, Call call) {
        Constraints.json().length("description", request.description(), 0, 512).check();
        DescribeEventBusResponse changed = buses.of(call)
                .change(request.name(), platform.clock().instant(), bus -> bus.description(request.description())
                        .kmsKeyIdentifier(request.kmsKeyIdentifier())
                        .deadLetterConfig(request.deadLetterConfig())
                        .logConfig(request.logConfig()));
        return UpdateEventBusResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .description(changed.description())
                .kmsKeyIdentifier(changed.kmsKeyIdentifier())
                .deadLetterConfig(changed.deadLetterConfig())
                .logConfig(changed.logConfig())
                .build();
    }

    /** What is not there is gone already. */
    public DeleteEventBusResponse deleteEventBus(DeleteEventBusRequest request, Call call) {
        Constraints.json().required("name", request.name()).check();
        String name = Buses.name(request.name());
        if (name.equals(Buses.DEFAULT)) {
            throw Refusals.invalid("Cannot delete event bus default.");
        }
        Buses own = buses.of(call);
        own.remove(name);
        tags.forget(own.arn(name));
        return DeleteEventBusResponse.builder().build();
    }

    public ListEventBusesResponse listEventBuses(ListEventBusesRequest request, Call call) {
        Constraints.json().range("limit", request.limit(), 1, PAGE).check();
        List<DescribeEventBusResponse> wanted = buses.of(call).all().values().stream()
                .filter(bus -> request.namePrefix() == null || bus.name().startsWith(request.namePrefix()))
                .toList();
        OffsetPage<DescribeEventBusResponse> page = OffsetPage.of(
                wanted, request.nextToken(), request.limit() == null ? PAGE : request.limit(), Refusals::invalidToken);
        return ListEventBusesResponse.builder()
                .eventBuses(page.map(BusOperations::listed))
                .nextToken(page.marker())
                .build();
    }

    private static EventBus listed(DescribeEventBusResponse bus) {
        return EventBus.builder()
                .name(bus.name())
                .arn(bus.arn())
                .description(bus.description())
                .policy(bus.policy())
                .creationTime(bus.creationTime())
                .lastModifiedTime(bus.lastModifiedTime())
                .build();
    }
}
