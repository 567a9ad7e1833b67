package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.delivery.Retries;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What EventBridge refuses to take as a target, after {@code PutTargets} of its API reference. */
final class TargetChecks {

    private static final Pattern ID = Pattern.compile("[\\.\\-_A-Za-z0-9]+");
    private static final Pattern ARN = Pattern.compile("arn:[^:]+:[^:]+:[^:]*:[^:]*:.+");

    private TargetChecks() {}

    static void check(PutTargetsRequest request) {
        Constraints constraints = Constraints.json()
                .required("rule", request.rule())
                .required("targets", request.hasTargets() ? request.targets() : null)
                .size("targets", request.hasTargets() ? request.targets() : null, 1, 100);
        List<Target> targets = request.targets();
        for (int i = 0; i < targets.size(); i++) {
            constrain(constraints, "targets." + (i + 1) + ".member.", targets.get(i));
        }
        constraints.check();
        targets.forEach(TargetChecks::check);
    }

    private static void constrain(Constraints constraints, String member, Target target) {
        constraints
                .required(member + "id", target.id())
                .length(member + "id", target.id(), 1, 64)
                .matches(member + "id", target.id(), ID)
                .required(member + "arn", target.arn())
                .length(member + "arn", target.arn(), 1, 1600)
                .length(member + "input", target.input(), 0, 8192)
                .length(member + "inputPath", target.inputPath(), 0, 256);
        if (target.retryPolicy() != null) {
            constraints
                    .range(
                            member + "retryPolicy.maximumRetryAttempts",
                            target.retryPolicy().maximumRetryAttempts(),
                            0,
                            Retries.MOST_ATTEMPTS)
                    .range(
                            member + "retryPolicy.maximumEventAgeInSeconds",
                            target.retryPolicy().maximumEventAgeInSeconds(),
                            Retries.LEAST_SECONDS,
                            Retries.MOST_SECONDS);
        }
    }

    private static void check(Target target) {
        if (!ARN.matcher(target.arn()).matches()) {
            throw Refusals.invalid(
                    "Parameter " + target.arn() + " is not valid. Reason: Provided Arn is not in correct format.");
        }
        if (target.arn().contains(":sqs:") && target.arn().endsWith(".fifo") && target.sqsParameters() == null) {
            throw Refusals.invalid("Parameter(s) SqsParameters must be specified for target: " + target.id() + ".");
        }
        long inputs = Stream.of(target.input(), target.inputPath(), target.inputTransformer())
                .filter(Objects::nonNull)
                .count();
        if (inputs > 1) {
            throw Refusals.invalid("Only one of Input, InputPath, or InputTransformer must be provided for target "
                    + target.id() + ".");
        }
        if (target.input() != null) {
            requireJson(target);
        }
        if (target.inputTransformer() != null) {
            InputTemplate.check(target.id(), target.inputTransformer());
        }
    }

    private static void requireJson(Target target) {
        try {
            Event.JSON.readTree(target.input());
        } catch (JsonProcessingException e) {
            throw Refusals.invalid(
                    "JSON syntax error in input for target " + target.id() + ": " + JsonPlace.of(e, target.input()));
        }
    }
}
