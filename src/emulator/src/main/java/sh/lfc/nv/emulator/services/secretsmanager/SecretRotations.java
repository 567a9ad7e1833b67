package sh.lfc.nv.emulator.services.secretsmanager;

import sh.lfc.nv.emulator.call.AwsError;
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

/** The operations that configure rotation and replication; the latter is not carried out. */
final class SecretRotations implements AwsService {

    private static final long MOST_DAYS = 1000;

    private final Platform platform;
    private final Regional<Secrets> secrets;
    private final Rotations rotations;
    private final RotationFunctions functions;

    SecretRotations(Platform platform, Regional<Secrets> secrets, Rotations rotations, RotationFunctions functions) {
        this.platform = platform;
        this.secrets = secrets;
        this.rotations = rotations;
        this.functions = functions;
    }

    @Override
    public String sdkPackage() {
        return "secretsmanager";
    }

    /** Begins a rotation, which goes on in the background, or has the function test what it would use. */
    public RotateSecretResponse rotateSecret(RotateSecretRequest request, Call call) {
        checkRules(request.rotationRules());
        NewVersion.checkToken(request.clientRequestToken());
        String token = request.clientRequestToken() == null ? platform.ids().uuid() : request.clientRequestToken();
        Secrets own = secrets.of(call);
        Secret known = own.live(request.secretId());
        if (isBegun(known, token)) {
            return answer(known, token);
        }
        String function = function(known, request.rotationLambdaARN());
        if (!functions.mayInvoke(function, known.arn())) {
            throw AwsError.badRequest(
                    "AccessDeniedException",
                    "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy"
                            + " grants access to the principal secretsmanager.amazonaws.com.");
        }
        Secret changed = own.change(request.secretId(), secret -> {
            requireNonePending(secret);
            Secret.Rotation before = secret.rotation();
            RotationRulesType rules =
                    request.rotationRules() == null && before != null ? before.rules() : request.rotationRules();
            Secret.Rotation rotation =
                    new Secret.Rotation(true, function, rules, null, before == null ? null : before.last());
            return secret.with(rotation.scheduled(call.time()), call.time());
        });
        boolean immediately = !Boolean.FALSE.equals(request.rotateImmediately());
        if (immediately) {
            rotations.begin(own, changed, token);
        } else {
            rotations.test(own, changed, token);
        }
        return answer(changed, immediately ? token : null);
    }

    private static void checkRules(RotationRulesType rules) {
        if (rules != null) {
            Constraints.json()
                    .range("rotationRules.automaticallyAfterDays", rules.automaticallyAfterDays(), 1, MOST_DAYS)
                    .length("rotationRules.duration", rules.duration(), 2, 3)
                    .length("rotationRules.scheduleExpression", rules.scheduleExpression(), 1, 256)
                    .check();
            RotationSchedule.of(rules);
        }
    }

    /** Whether this very request was answered before. */
    private static boolean isBegun(Secret secret, String token) {
        boolean known = secret.versions().byId().containsKey(token);
        if (known && secret.rotation() == null) {
            throw Refusal.parameter("You can't use ClientRequestToken " + token
                    + " because that value is already in use for a version of secret " + secret.arn() + ".");
        }
        return known;
    }

    private static String function(Secret secret, String requested) {
        String function = requested == null && secret.rotation() != null
                ? secret.rotation().function()
                : requested;
        if (function == null) {
            throw Refusal.request("No Lambda rotation function ARN is associated with this secret.");
        }
        return function;
    }

    private static void requireNonePending(Secret secret) {
        if (secret.versions().pending().isPresent()) {
            throw Refusal.request("A previous rotation isn't complete. That rotation will be reattempted.");
        }
    }

    private static RotateSecretResponse answer(Secret secret, String version) {
        return RotateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(version)
                .build();
    }

    /** A rotation that has begun is not taken up again; its version stays pending. */
    public CancelRotateSecretResponse cancelRotateSecret(CancelRotateSecretRequest request, Call call) {
        Secret changed = secrets.of(call).change(request.secretId(), secret -> {
            Secret.Rotation before = secret.rotation();
            return before == null ? secret : secret.with(before.cancelled(), call.time());
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
}
