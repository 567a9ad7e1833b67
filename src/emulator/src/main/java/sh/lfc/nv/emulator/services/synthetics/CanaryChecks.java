package sh.lfc.nv.emulator.services.synthetics;

import java.util.regex.Pattern;
import sh.lfc.nv.emulator.schedule.Rate;
import sh.lfc.nv.emulator.schedule.Schedule;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.synthetics.model.CanaryCodeInput;
import software.amazon.awssdk.services.synthetics.model.CanaryRunConfigInput;
import software.amazon.awssdk.services.synthetics.model.CanaryScheduleInput;
import software.amazon.awssdk.services.synthetics.model.CreateCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.ValidationException;

/** What Synthetics refuses to take, after {@code CreateCanary} of its API reference. */
final class CanaryChecks {

    private static final Pattern NAME = Pattern.compile("[0-9a-z_\\-]+");
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");

    private CanaryChecks() {}

    static void check(CreateCanaryRequest request) {
        Constraints.json()
                .required("name", request.name())
                .length("name", request.name(), 1, 255)
                .matches("name", request.name(), NAME)
                .required("code", request.code())
                .required("artifactS3Location", request.artifactS3Location())
                .length("artifactS3Location", request.artifactS3Location(), 1, 1024)
                .required("executionRoleArn", request.executionRoleArn())
                .required("schedule", request.schedule())
                .required("runtimeVersion", request.runtimeVersion())
                .range("successRetentionPeriodInDays", request.successRetentionPeriodInDays(), 1, 1024)
                .range("failureRetentionPeriodInDays", request.failureRetentionPeriodInDays(), 1, 1024)
                .check(CanaryChecks::invalid);
        artifacts(request.artifactS3Location());
        role(request.executionRoleArn());
        RuntimeVersions.lambdaRuntime(request.runtimeVersion());
        code(request.code());
        schedule(request.schedule());
        runConfig(request.runConfig());
    }

    static void artifacts(String location) {
        if (location.replaceFirst("^s3://", "").startsWith("/")) {
            throw invalid("The artifact location " + location + " does not name a bucket.");
        }
    }

    static void role(String arn) {
        Constraints.json().matches("executionRoleArn", arn, ROLE).check(CanaryChecks::invalid);
    }

    static void code(CanaryCodeInput code) {
        if (code.handler() == null || code.handler().isEmpty()) {
            throw invalid("The handler of the canary's code is missing.");
        }
        boolean inBucket = code.s3Bucket() != null && code.s3Key() != null;
        if (inBucket == (code.zipFile() != null)) {
            throw invalid("The canary's code must be given either as S3Bucket and S3Key or as ZipFile.");
        }
    }

    static void schedule(CanaryScheduleInput schedule) {
        if (schedule.expression() == null) {
            throw invalid("The schedule's expression is missing.");
        }
        try {
            Schedule parsed = Schedule.ofCanary(schedule.expression());
            if (parsed instanceof Rate rate && rate.period().toMinutes() > 60) {
                throw invalid("Invalid schedule expression " + schedule.expression()
                        + ": a rate must be between 1 minute and 1 hour, or 0.");
            }
        } catch (IllegalArgumentException e) {
            throw invalid("Invalid schedule expression: " + e.getMessage());
        }
    }

    static void runConfig(CanaryRunConfigInput config) {
        if (config == null) {
            return;
        }
        Constraints.json()
                .range("runConfig.timeoutInSeconds", config.timeoutInSeconds(), 3, 840)
                .range("runConfig.memoryInMB", config.memoryInMB(), 960, 3008)
                .range("runConfig.ephemeralStorage", config.ephemeralStorage(), 1024, 5120)
                .check(CanaryChecks::invalid);
        if (config.memoryInMB() != null && config.memoryInMB() % 64 != 0) {
            throw invalid("The memory of a canary must be a multiple of 64 MB, not " + config.memoryInMB() + ".");
        }
    }

    static ValidationException invalid(String message) {
        return ValidationException.builder().message(message).build();
    }
}
