package sh.lfc.nv.emulator.services.synthetics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.synthetics.model.Canary;
import software.amazon.awssdk.services.synthetics.model.CanaryRun;
import software.amazon.awssdk.services.synthetics.model.CanaryRunState;
import software.amazon.awssdk.services.synthetics.model.CanaryRunStateReasonCode;
import software.amazon.awssdk.services.synthetics.model.CanaryRunStatus;
import software.amazon.awssdk.services.synthetics.model.CanaryRunTimeline;

/** Runs canaries: invokes their functions, keeps records of the runs, leaves artifacts and metrics. */
final class CanaryRunner {

    private static final Logger log = LoggerFactory.getLogger(CanaryRunner.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm-ss-SSS").withZone(ZoneOffset.UTC);
    private static final int MAX_REASON = 1024;

    private final Platform platform;
    private final CanaryFunctions functions;
    private final ArtifactStore artifacts;
    private final CanaryMetrics metrics;

    CanaryRunner(Platform platform, CanaryFunctions functions, ArtifactStore artifacts, CanaryMetrics metrics) {
        this.platform = platform;
        this.functions = functions;
        this.artifacts = artifacts;
        this.metrics = metrics;
    }

    /** Runs a canary, again where it fails and is to be retried, and answers the last run. */
    CanaryRun run(Scope scope, Canaries canaries, CanaryEntry entry) {
        String scheduled = platform.ids().uuid();
        var retry = entry.shown().schedule().retryConfig();
        int retries = retry == null || retry.maxRetries() == null ? 0 : retry.maxRetries();
        CanaryRun run = attempt(scope, canaries, entry, scheduled, 0);
        for (int i = 1; i <= retries && run.status().state() == CanaryRunState.FAILED; i++) {
            run = attempt(scope, canaries, entry, scheduled, i);
        }
        return run;
    }

    private CanaryRun attempt(Scope scope, Canaries canaries, CanaryEntry entry, String scheduled, int retry) {
        Canary canary = entry.shown();
        String id = retry == 0 ? scheduled : platform.ids().uuid();
        Instant started = now();
        String location = canary.artifactS3Location().replaceFirst("/+$", "") + "/canary/" + scope.region() + "/"
                + canary.name() + "-" + canary.id().substring(0, 13) + "/" + FOLDER.format(started);
        CanaryRun running = CanaryRun.builder()
                .id(id)
                .scheduledRunId(scheduled)
                .retryAttempt(retry)
                .name(canary.name())
                .status(CanaryRunStatus.builder().state(CanaryRunState.RUNNING).build())
                .timeline(CanaryRunTimeline.builder().started(started).build())
                .artifactS3Location(location)
                .build();
        canaries.keep(running);
        CanaryFunctions.Result result = invoke(scope, entry, id, location);
        Instant completed = now();
        CanaryRun run = running.toBuilder()
                .status(status(result))
                .timeline(CanaryRunTimeline.builder()
                        .started(started)
                        .completed(completed)
                        .metricTimestampForRunAndRetries(completed)
                        .build())
                .build();
        canaries.keep(run);
        log.info(
                "canary={} run={} state={} reason={}",
                canary.name(),
                id,
                run.status().stateAsString(),
                run.status().stateReason());
        measure(scope, canary, run, result);
        leave(scope, canary, run, result);
        return run;
    }

    /** As exact as the API shows it. */
    private Instant now() {
        return platform.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private CanaryFunctions.Result invoke(Scope scope, CanaryEntry entry, String id, String location) {
        ObjectNode event = JSON.createObjectNode();
        event.put("canaryName", entry.name());
        event.put("canaryRunId", id);
        event.put("canaryRunTimeout", entry.shown().runConfig().timeoutInSeconds() * 1000L);
        event.put("customerCanaryHandlerName", entry.shown().code().handler());
        String[] place = location.split("/", 2);
        event.putObject("artifactS3Location").put("s3Bucket", place[0]).put("s3Key", place[1]);
        Instant started = platform.clock().instant();
        try {
            return functions.run(scope, entry.functionName(), event.toString().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            Duration took = Duration.between(started, platform.clock().instant());
            return new CanaryFunctions.Result("Execution", e.getMessage(), "", took);
        }
    }

    private static CanaryRunStatus status(CanaryFunctions.Result result) {
        if (result.error() == null) {
            return CanaryRunStatus.builder()
                    .state(CanaryRunState.PASSED)
                    .testResult("PASSED")
                    .build();
        }
        boolean ofCanary = !result.error().startsWith("Sandbox.")
                && !result.error().startsWith("Runtime.")
                && !result.error().equals("Execution");
        String reason = result.message() == null ? result.error() : result.message();
        return CanaryRunStatus.builder()
                .state(CanaryRunState.FAILED)
                .stateReason(reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON))
                .stateReasonCode(
                        ofCanary ? CanaryRunStateReasonCode.CANARY_FAILURE : CanaryRunStateReasonCode.EXECUTION_FAILURE)
                .testResult("FAILED")
                .build();
    }

    private void measure(Scope scope, Canary canary, CanaryRun run, CanaryFunctions.Result result) {
        boolean passed = result.error() == null;
        String role = canary.executionRoleArn();
        Map<String, String> own = Map.of("CanaryName", run.name());
        metrics.record(scope, role, own, "SuccessPercent", passed ? 100 : 0, "Percent");
        metrics.record(scope, role, own, "Duration", result.duration().toMillis(), "Milliseconds");
        if (!passed) {
            metrics.record(scope, role, own, "Failed", 1, "Count");
            metrics.record(scope, role, Map.of(), "Failed", 1, "Count");
        }
    }

    private void leave(Scope scope, Canary canary, CanaryRun run, CanaryFunctions.Result result) {
        String[] place = run.artifactS3Location().split("/", 2);
        ObjectNode report = JSON.createObjectNode();
        report.put("canaryName", canary.name());
        report.put("canaryRunId", run.id());
        report.put("startTime", run.timeline().started().toString());
        report.put("endTime", run.timeline().completed().toString());
        report.put("executionStatus", run.status().stateAsString());
        report.put("executionError", run.status().stateReason());
        report.put("durationMs", result.duration().toMillis());
        report.put("runtimeVersion", canary.runtimeVersion());
        try {
            put(
                    scope,
                    canary,
                    place,
                    "SyntheticsReport-" + run.status().stateAsString() + ".json",
                    "application/json",
                    report.toPrettyString());
            if (!result.log().isEmpty()) {
                put(scope, canary, place, "log.txt", "text/plain", result.log());
            }
        } catch (RuntimeException e) {
            log.warn("canary={} run={} left no artifacts: {}", canary.name(), run.id(), e.getMessage());
        }
    }

    private void put(Scope scope, Canary canary, String[] place, String name, String type, String content) {
        artifacts.put(
                scope,
                new ArtifactStore.Author(
                        canary.executionRoleArn(), canary.engineArn().replaceFirst(":\\d+$", "")),
                place[0],
                place[1] + "/" + name,
                type,
                content.getBytes(StandardCharsets.UTF_8));
    }
}
