package sh.lfc.nv.emulator.services.synthetics;

import java.time.Instant;
import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.schedule.Rate;
import sh.lfc.nv.emulator.schedule.Schedule;
import software.amazon.awssdk.services.synthetics.model.ArtifactConfigInput;
import software.amazon.awssdk.services.synthetics.model.ArtifactConfigOutput;
import software.amazon.awssdk.services.synthetics.model.Canary;
import software.amazon.awssdk.services.synthetics.model.CanaryCodeInput;
import software.amazon.awssdk.services.synthetics.model.CanaryCodeOutput;
import software.amazon.awssdk.services.synthetics.model.CanaryRunConfigInput;
import software.amazon.awssdk.services.synthetics.model.CanaryRunConfigOutput;
import software.amazon.awssdk.services.synthetics.model.CanaryScheduleInput;
import software.amazon.awssdk.services.synthetics.model.CanaryScheduleOutput;
import software.amazon.awssdk.services.synthetics.model.CanaryState;
import software.amazon.awssdk.services.synthetics.model.CanaryStateReasonCode;
import software.amazon.awssdk.services.synthetics.model.CreateCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.RetryConfigOutput;
import software.amazon.awssdk.services.synthetics.model.UpdateCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.VpcConfigInput;
import software.amazon.awssdk.services.synthetics.model.VpcConfigOutput;

/** How the API shows what requests ask for, with the defaults of what they leave out. */
final class CanaryShapes {

    private static final int DEFAULT_RETENTION = 31;
    private static final int DEFAULT_MEMORY = 1024;
    private static final int DEFAULT_STORAGE = 1024;
    private static final long MAX_TIMEOUT = 840;

    /** Lambda's names have at most 64 characters, and {@code cwsyn-} and an identifier are part of them. */
    private static final int MAX_FUNCTION_NAME = 64;

    private CanaryShapes() {}

    static String functionName(String canary, String id) {
        String name = "cwsyn-" + canary + "-" + id;
        return name.length() <= MAX_FUNCTION_NAME ? name : name.substring(0, MAX_FUNCTION_NAME);
    }

    static Canary canary(CreateCanaryRequest request, String id, Scope scope, Instant now) {
        return Canary.builder()
                .id(id)
                .name(request.name())
                .code(code(request.code(), scope.arn("lambda", "layer:" + functionName(request.name(), id) + ":1")))
                .executionRoleArn(request.executionRoleArn())
                .schedule(schedule(request.schedule()))
                .runConfig(runConfig(request.runConfig(), request.schedule()))
                .successRetentionPeriodInDays(orDefault(request.successRetentionPeriodInDays()))
                .failureRetentionPeriodInDays(orDefault(request.failureRetentionPeriodInDays()))
                .status(status ->
                        status.state(CanaryState.CREATING).stateReasonCode(CanaryStateReasonCode.CREATE_IN_PROGRESS))
                .timeline(timeline -> timeline.created(now).lastModified(now))
                .artifactS3Location(location(request.artifactS3Location()))
                .runtimeVersion(request.runtimeVersion())
                .vpcConfig(vpc(request.vpcConfig()))
                .provisionedResourceCleanup(request.provisionedResourceCleanup())
                .artifactConfig(artifactConfig(request.artifactConfig()))
                .tags(request.tags())
                .build();
    }

    static void check(UpdateCanaryRequest request) {
        if (request.code() != null
                && (request.code().s3Bucket() != null || request.code().zipFile() != null)) {
            CanaryChecks.code(request.code());
        }
        if (request.schedule() != null) {
            CanaryChecks.schedule(request.schedule());
        }
        if (request.runtimeVersion() != null) {
            RuntimeVersions.lambdaRuntime(request.runtimeVersion());
        }
        if (request.artifactS3Location() != null) {
            CanaryChecks.artifacts(request.artifactS3Location());
        }
        CanaryChecks.role(request.executionRoleArn());
        CanaryChecks.runConfig(request.runConfig());
    }

    static CanaryEntry updated(CanaryEntry entry, UpdateCanaryRequest request, Instant now) {
        Canary old = entry.shown();
        Canary.Builder canary = old.toBuilder();
        canary.timeline(old.timeline().toBuilder().lastModified(now).build());
        if (request.code() != null) {
            canary.code(code(request.code(), old.code().sourceLocationArn()));
        }
        if (request.executionRoleArn() != null) {
            canary.executionRoleArn(request.executionRoleArn());
        }
        if (request.runtimeVersion() != null) {
            canary.runtimeVersion(request.runtimeVersion());
        }
        if (request.schedule() != null) {
            canary.schedule(schedule(request.schedule()));
        }
        if (request.successRetentionPeriodInDays() != null) {
            canary.successRetentionPeriodInDays(request.successRetentionPeriodInDays());
        }
        if (request.failureRetentionPeriodInDays() != null) {
            canary.failureRetentionPeriodInDays(request.failureRetentionPeriodInDays());
        }
        if (request.vpcConfig() != null) {
            canary.vpcConfig(vpc(request.vpcConfig()));
        }
        if (request.artifactS3Location() != null) {
            canary.artifactS3Location(location(request.artifactS3Location()));
        }
        if (request.artifactConfig() != null) {
            canary.artifactConfig(artifactConfig(request.artifactConfig()));
        }
        if (request.provisionedResourceCleanup() != null) {
            canary.provisionedResourceCleanup(request.provisionedResourceCleanup());
        }
        Map<String, String> environment = entry.environment();
        if (request.runConfig() != null) {
            canary.runConfig(merged(request.runConfig(), old.runConfig()));
            environment = request.runConfig().hasEnvironmentVariables()
                    ? Map.copyOf(request.runConfig().environmentVariables())
                    : environment;
        }
        return new CanaryEntry(canary.build(), entry.functionName(), environment, entry.epoch());
    }

    private static CanaryCodeOutput code(CanaryCodeInput code, String location) {
        return CanaryCodeOutput.builder()
                .handler(code.handler())
                .sourceLocationArn(location)
                .build();
    }

    private static CanaryScheduleOutput schedule(CanaryScheduleInput schedule) {
        Integer retries =
                schedule.retryConfig() == null ? null : schedule.retryConfig().maxRetries();
        return CanaryScheduleOutput.builder()
                .expression(schedule.expression())
                .durationInSeconds(schedule.durationInSeconds() == null ? 0L : schedule.durationInSeconds())
                .retryConfig(
                        retries == null
                                ? null
                                : RetryConfigOutput.builder()
                                        .maxRetries(retries)
                                        .build())
                .build();
    }

    /** Without a time-out a run may take as long as the next one is away, at most 14 minutes. */
    private static CanaryRunConfigOutput runConfig(CanaryRunConfigInput config, CanaryScheduleInput schedule) {
        CanaryRunConfigInput given =
                config == null ? CanaryRunConfigInput.builder().build() : config;
        long timeout = Schedule.ofCanary(schedule.expression()) instanceof Rate rate && !rate.once()
                ? Math.min(MAX_TIMEOUT, rate.period().toSeconds())
                : MAX_TIMEOUT;
        return merged(
                given,
                CanaryRunConfigOutput.builder()
                        .timeoutInSeconds((int) timeout)
                        .memoryInMB(DEFAULT_MEMORY)
                        .ephemeralStorage(DEFAULT_STORAGE)
                        .activeTracing(false)
                        .build());
    }

    private static CanaryRunConfigOutput merged(CanaryRunConfigInput given, CanaryRunConfigOutput old) {
        CanaryRunConfigOutput.Builder config = old.toBuilder();
        if (given.timeoutInSeconds() != null) {
            config.timeoutInSeconds(given.timeoutInSeconds());
        }
        if (given.memoryInMB() != null) {
            config.memoryInMB(given.memoryInMB());
        }
        if (given.ephemeralStorage() != null) {
            config.ephemeralStorage(given.ephemeralStorage());
        }
        if (given.activeTracing() != null) {
            config.activeTracing(given.activeTracing());
        }
        return config.build();
    }

    private static VpcConfigOutput vpc(VpcConfigInput vpc) {
        return vpc == null || vpc.subnetIds().isEmpty()
                ? null
                : VpcConfigOutput.builder()
                        .subnetIds(vpc.subnetIds())
                        .securityGroupIds(vpc.securityGroupIds())
                        .ipv6AllowedForDualStack(vpc.ipv6AllowedForDualStack())
                        .build();
    }

    private static ArtifactConfigOutput artifactConfig(ArtifactConfigInput config) {
        return config == null || config.s3Encryption() == null
                ? null
                : ArtifactConfigOutput.builder()
                        .s3Encryption(config.s3Encryption())
                        .build();
    }

    private static String location(String asked) {
        return asked.replaceFirst("^s3://", "");
    }

    private static int orDefault(Integer days) {
        return days == null ? DEFAULT_RETENTION : days;
    }
}
