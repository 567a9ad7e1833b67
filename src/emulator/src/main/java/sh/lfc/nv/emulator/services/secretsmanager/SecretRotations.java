package sh.lfc.nv.emulator.services.secretsmanager;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationRequest;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/** The operations that configure rotation and replication; neither is carried out. */
final class SecretRotations implements AwsService {

    private static final long MOST_DAYS = 1000;

    private final Platform platform;
    private final Regional<Secrets> secrets;

    SecretRotations(Platform platform, Regional<Secrets> secrets) {
        this.platform = platform;
        this.secrets = secrets;
    }

    @Override
    public String sdkPackage() {
        return "secretsmanager";
    }

    public RotateSecretResponse rotateSecret(RotateSecretRequest request, Call call) {
        RotationRulesType rules = request.rotationRules();
        if (rules != null) {
            Constraints.json()
                    .range("rotationRules.automaticallyAfterDays", rules.automaticallyAfterDays(), 1, MOST_DAYS)
                    .check();
            if (rules.automaticallyAfterDays() != null && rules.scheduleExpression() != null) {
                throw Refusal.parameter(
                        "You can't specify both AutomaticallyAfterDays and ScheduleExpression in RotationRules.");
            }
        }
        Secret changed = secrets.of(call).change(request.secretId(), secret -> {
            Secret.Rotation before = secret.rotation();
            String function = request.rotationLambdaARN() == null && before != null
                    ? before.function()
                    : request.rotationLambdaARN();
            if (function == null) {
                throw Refusal.request("No Lambda rotation function ARN is associated with this secret.");
            }
            RotationRulesType in = rules == null && before != null ? before.rules() : rules;
            return secret.with(new Secret.Rotation(true, function, in, next(in, call.time())), call.time());
        });
        return RotateSecretResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .versionId(request.clientRequestToken() == null ? platform.ids().uuid() : request.clientRequestToken())
                .build();
    }

    public CancelRotateSecretResponse cancelRotateSecret(CancelRotateSecretRequest request, Call call) {
        Secret changed = secrets.of(call).change(request.secretId(), secret -> {
            Secret.Rotation before = secret.rotation();
            return before == null
                    ? secret
                    : secret.with(new Secret.Rotation(false, before.function(), before.rules(), null), call.time());
        });
        return CancelRotateSecretResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .build();
    }

    public ReplicateSecretToRegionsResponse replicateSecretToRegions(
            ReplicateSecretToRegionsRequest request, Call call) {
        Secret changed = secrets.of(call)
                .change(
                        request.secretId(),
                        secret -> secret.withReplicas(Replicas.added(secret.replicas(), request.addReplicaRegions())));
        return ReplicateSecretToRegionsResponse.builder()
                .arn(changed.arn())
                .replicationStatus(changed.replicas().values())
                .build();
    }

    public RemoveRegionsFromReplicationResponse removeRegionsFromReplication(
            RemoveRegionsFromReplicationRequest request, Call call) {
        Secret changed = secrets.of(call)
                .change(
                        request.secretId(),
                        secret -> secret.withReplicas(
                                Replicas.removed(secret.replicas(), request.removeReplicaRegions())));
        return RemoveRegionsFromReplicationResponse.builder()
                .arn(changed.arn())
                .replicationStatus(changed.replicas().values())
                .build();
    }

    /** The next rotation by days; by an expression it is not computed. */
    private static Instant next(RotationRulesType rules, Instant now) {
        return rules == null || rules.automaticallyAfterDays() == null
                ? null
                : now.plus(Duration.ofDays(rules.automaticallyAfterDays())).truncatedTo(ChronoUnit.DAYS);
    }
}
