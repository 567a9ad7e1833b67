package sh.lfc.nv.emulator.services.synthetics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.realism.Delay;
import software.amazon.awssdk.services.synthetics.model.Canary;
import software.amazon.awssdk.services.synthetics.model.CanaryState;
import software.amazon.awssdk.services.synthetics.model.CanaryStateReasonCode;
import software.amazon.awssdk.services.synthetics.model.CreateCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.CreateCanaryResponse;
import software.amazon.awssdk.services.synthetics.model.DeleteCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.DeleteCanaryResponse;
import software.amazon.awssdk.services.synthetics.model.DescribeCanariesRequest;
import software.amazon.awssdk.services.synthetics.model.DescribeCanariesResponse;
import software.amazon.awssdk.services.synthetics.model.GetCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.GetCanaryResponse;
import software.amazon.awssdk.services.synthetics.model.ProvisionedResourceCleanupSetting;
import software.amazon.awssdk.services.synthetics.model.StartCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.StartCanaryResponse;
import software.amazon.awssdk.services.synthetics.model.StopCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.StopCanaryResponse;
import software.amazon.awssdk.services.synthetics.model.UpdateCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.UpdateCanaryResponse;

/**
 * The operations of Synthetics on canaries, after its API reference. What changes a canary answers at once and goes on
 * in the background, as the states between show.
 */
final class CanaryOperations implements AwsService {

    private static final Logger log = LoggerFactory.getLogger(CanaryOperations.class);
    private static final Set<CanaryState> RESTING = Set.of(CanaryState.READY, CanaryState.STOPPED);
    private static final Set<CanaryState> UPDATABLE =
            Set.of(CanaryState.READY, CanaryState.STOPPED, CanaryState.RUNNING, CanaryState.ERROR);
    private static final Set<CanaryState> DELETABLE = Set.of(CanaryState.READY, CanaryState.STOPPED, CanaryState.ERROR);
    private static final int MAX_PAGE = 20;

    private final Platform platform;
    private final Regional<Canaries> canaries;
    private final CanaryDeployment deployment;
    private final CanarySchedules schedules;

    CanaryOperations(
            Platform platform, Regional<Canaries> canaries, CanaryDeployment deployment, CanarySchedules schedules) {
        this.platform = platform;
        this.canaries = canaries;
        this.deployment = deployment;
        this.schedules = schedules;
    }

    @Override
    public String sdkPackage() {
        return "synthetics";
    }

    public CreateCanaryResponse createCanary(CreateCanaryRequest request, Call call) {
        CanaryChecks.check(request);
        String id = platform.ids().uuid();
        Map<String, String> environment = request.runConfig() == null
                ? Map.of()
                : Map.copyOf(request.runConfig().environmentVariables());
        CanaryEntry entry = new CanaryEntry(
                CanaryShapes.canary(request, id, call.scope(), now()),
                CanaryShapes.functionName(request.name(), id),
                environment,
                0);
        canaries.of(call).add(entry);
        Scope scope = call.scope();
        platform.scheduler().run(() -> create(scope, entry, request));
        return CreateCanaryResponse.builder().canary(entry.shown()).build();
    }

    private void create(Scope scope, CanaryEntry entry, CreateCanaryRequest request) {
        try {
            Canary deployed = deployment.create(scope, entry, request.code());
            platform.later(Delay.CANARY_CREATION, () -> canaries.of(scope).settle(entry, current -> current.with(
                            deployed.toBuilder().tags(current.shown().tags()).build())
                    .with(CanaryState.READY)));
        } catch (RuntimeException e) {
            failed(scope, entry, e, CanaryStateReasonCode.CREATE_FAILED);
        }
    }

    private void failed(Scope scope, CanaryEntry entry, RuntimeException cause, CanaryStateReasonCode code) {
        log.warn("canary={} failed code={}: {}", entry.name(), code, cause.getMessage());
        canaries.of(scope).settle(entry, current -> current.with(CanaryState.ERROR, cause.getMessage(), code));
    }

    public GetCanaryResponse getCanary(GetCanaryRequest request, Call call) {
        return GetCanaryResponse.builder()
                .canary(canaries.of(call).get(request.name()).shown())
                .build();
    }

    public DescribeCanariesResponse describeCanaries(DescribeCanariesRequest request, Call call) {
        List<Canary> rest = canaries.of(call).all().values().stream()
                .map(CanaryEntry::shown)
                .filter(canary -> request.names().isEmpty() || request.names().contains(canary.name()))
                .filter(canary -> request.nextToken() == null || canary.name().compareTo(request.nextToken()) > 0)
                .toList();
        int limit = request.maxResults() == null ? MAX_PAGE : Math.min(MAX_PAGE, request.maxResults());
        List<Canary> page = rest.subList(0, Math.min(limit, rest.size()));
        return DescribeCanariesResponse.builder()
                .canaries(page)
                .nextToken(rest.size() > limit ? page.get(limit - 1).name() : null)
                .build();
    }

    public StartCanaryResponse startCanary(StartCanaryRequest request, Call call) {
        CanaryEntry starting = canaries.of(call)
                .change(
                        request.name(),
                        entry -> RESTING.contains(entry.state()),
                        "The canary " + request.name() + " cannot be started.",
                        entry -> entry.with(CanaryState.STARTING).nextEpoch());
        Scope scope = call.scope();
        platform.after(Delay.CANARY_START, () -> canaries.of(scope)
                .settle(starting, entry -> entry.with(CanaryState.RUNNING).started(now()))
                .ifPresent(running -> schedules.started(scope, running)));
        return StartCanaryResponse.builder().build();
    }

    public StopCanaryResponse stopCanary(StopCanaryRequest request, Call call) {
        CanaryEntry stopping = canaries.of(call)
                .change(
                        request.name(),
                        entry -> entry.state() == CanaryState.RUNNING,
                        "The canary " + request.name() + " cannot be stopped.",
                        entry -> entry.with(CanaryState.STOPPING).nextEpoch());
        Scope scope = call.scope();
        platform.after(Delay.CANARY_STOP, () -> canaries.of(scope).settle(stopping, entry -> entry.stopped(now())));
        return StopCanaryResponse.builder().build();
    }

    public UpdateCanaryResponse updateCanary(UpdateCanaryRequest request, Call call) {
        CanaryShapes.check(request);
        CanaryState[] before = new CanaryState[1];
        CanaryEntry updating = canaries.of(call)
                .change(
                        request.name(),
                        entry -> UPDATABLE.contains(entry.state()),
                        "The canary " + request.name() + " cannot be updated.",
                        entry -> {
                            before[0] = entry.state();
                            return CanaryShapes.updated(entry, request, now())
                                    .with(CanaryState.UPDATING)
                                    .nextEpoch();
                        });
        Scope scope = call.scope();
        platform.after(Delay.CANARY_UPDATE, () -> update(scope, updating, request, before[0]));
        return UpdateCanaryResponse.builder().build();
    }

    private void update(Scope scope, CanaryEntry updating, UpdateCanaryRequest request, CanaryState before) {
        try {
            Canary deployed = deployment.update(scope, updating, request.code());
            CanaryState after = before == CanaryState.ERROR ? CanaryState.READY : before;
            canaries.of(scope)
                    .settle(updating, current -> current.with(deployed).with(after))
                    .filter(current -> after == CanaryState.RUNNING)
                    .ifPresent(running -> schedules.started(scope, running));
        } catch (RuntimeException e) {
            failed(scope, updating, e, CanaryStateReasonCode.ROLLBACK_FAILED);
        }
    }

    public DeleteCanaryResponse deleteCanary(DeleteCanaryRequest request, Call call) {
        CanaryEntry deleting = canaries.of(call)
                .change(
                        request.name(),
                        entry -> DELETABLE.contains(entry.state()),
                        "The canary " + request.name() + " cannot be deleted.",
                        entry -> entry.with(CanaryState.DELETING).nextEpoch());
        boolean withFunction = Boolean.TRUE.equals(request.deleteLambda())
                || deleting.shown().provisionedResourceCleanup() != ProvisionedResourceCleanupSetting.OFF;
        Scope scope = call.scope();
        platform.after(Delay.CANARY_DELETION, () -> {
            try {
                if (withFunction) {
                    deployment.delete(scope, deleting);
                }
                canaries.of(scope).remove(deleting);
            } catch (RuntimeException e) {
                failed(scope, deleting, e, CanaryStateReasonCode.DELETE_FAILED);
            }
        });
        return DeleteCanaryResponse.builder().build();
    }

    private Instant now() {
        return platform.clock().instant();
    }
}
