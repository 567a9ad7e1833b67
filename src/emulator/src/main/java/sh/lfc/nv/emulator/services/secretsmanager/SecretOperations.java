package sh.lfc.nv.emulator.services.secretsmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

/** The operations on secrets themselves: making, changing, describing, deleting, tagging. */
final class SecretOperations implements AwsService {

    private static final Pattern NAME = Pattern.compile("[\\w/+=.@!-]+");
    private static final int NAME_LENGTH = 512;
    private static final int DESCRIPTION_LENGTH = 2048;
    private static final int MOST_TAGS = 50;
    private static final long DEFAULT_WINDOW = 30;
    private static final long LEAST_WINDOW = 7;
    private static final long MOST_WINDOW = 30;

    private final Platform platform;
    private final Regional<Secrets> secrets;

    SecretOperations(Platform platform, Regional<Secrets> secrets) {
        this.platform = platform;
        this.secrets = secrets;
    }

    @Override
    public String sdkPackage() {
        return "secretsmanager";
    }

    /** The same token with the same value answers what the first call made. */
    public CreateSecretResponse createSecret(CreateSecretRequest request, Call call) {
        checkName(request.name());
        Constraints.json()
                .length("description", request.description(), 0, DESCRIPTION_LENGTH)
                .check();
        Secrets own = secrets.of(call);
        Optional<SecretVersion> version = NewVersion.of(
                request.secretString(),
                request.secretBinary(),
                request.clientRequestToken(),
                List.of(SecretVersion.CURRENT),
                platform);
        Optional<Secret> made = own.find(request.name())
                .filter(secret -> !secret.deleted()
                        && version.isPresent()
                        && request.clientRequestToken() != null
                        && NewVersion.repeats(secret, version.get()));
        Secret secret = made.orElseGet(() -> own.add(new Secret(
                request.name(),
                own.arn(request.name()),
                new Secret.About(request.description(), request.kmsKeyId(), request.type()),
                new Secret.Times(call.time(), call.time(), null, null, null),
                version.map(Versions.NONE::add).orElse(Versions.NONE),
                tags(Map.of(), request.tags()),
                null,
                null,
                Replicas.added(Map.of(), request.addReplicaRegions()))));
        CreateSecretResponse.Builder answer = CreateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(version.map(SecretVersion::id).orElse(null));
        if (!secret.replicas().isEmpty()) {
            answer.replicationStatus(secret.replicas().values());
        }
        return answer.build();
    }

    public UpdateSecretResponse updateSecret(UpdateSecretRequest request, Call call) {
        Constraints.json()
                .length("description", request.description(), 0, DESCRIPTION_LENGTH)
                .check();
        Optional<SecretVersion> version = NewVersion.of(
                request.secretString(),
                request.secretBinary(),
                request.clientRequestToken(),
                List.of(SecretVersion.CURRENT),
                platform);
        Secret changed = secrets.of(call).change(request.secretId(), secret -> {
            Secret.About about = new Secret.About(
                    request.description() == null ? secret.about().description() : request.description(),
                    request.kmsKeyId() == null ? secret.about().kmsKeyId() : request.kmsKeyId(),
                    request.type() == null ? secret.about().type() : request.type());
            Secret described = secret.with(about, call.time());
            return version.map(added -> NewVersion.added(described, added, call.time()))
                    .orElse(described);
        });
        return UpdateSecretResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .versionId(version.map(SecretVersion::id).orElse(null))
                .build();
    }

    public DescribeSecretResponse describeSecret(DescribeSecretRequest request, Call call) {
        Secrets own = secrets.of(call);
        Secret secret = own.get(request.secretId());
        DescribeSecretResponse.Builder shown = DescribeSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .description(secret.about().description())
                .kmsKeyId(secret.about().kmsKeyId())
                .type(secret.about().type())
                .createdDate(secret.times().created())
                .lastChangedDate(secret.times().changed())
                .lastAccessedDate(secret.times().accessed())
                .deletedDate(secret.times().gone())
                .tags(secret.shownTags());
        if (!secret.versions().stages().isEmpty()) {
            shown.versionIdsToStages(secret.versions().stages());
        }
        if (secret.rotation() != null) {
            shown.rotationEnabled(secret.rotation().enabled())
                    .rotationLambdaARN(secret.rotation().function())
                    .rotationRules(secret.rotation().rules())
                    .nextRotationDate(secret.rotation().shownNext())
                    .lastRotatedDate(secret.rotation().shownLast());
        }
        if (!secret.replicas().isEmpty()) {
            shown.primaryRegion(own.scope().region())
                    .replicationStatus(secret.replicas().values());
        }
        return shown.build();
    }

    public DeleteSecretResponse deleteSecret(DeleteSecretRequest request, Call call) {
        boolean force = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
        Long window = request.recoveryWindowInDays();
        if (force && window != null) {
            throw Refusal.parameter(
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (window != null && (window < LEAST_WINDOW || window > MOST_WINDOW)) {
            throw Refusal.parameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        Secrets own = secrets.of(call);
        if (force) {
            return deleted(own, request.secretId(), call.time());
        }
        DeleteSecretResponse answer = scheduled(own, request, call.time());
        platform.scheduler().at(answer.deletionDate(), () -> own.forget(answer.arn()));
        return answer;
    }

    private static DeleteSecretResponse deleted(Secrets own, String id, Instant now) {
        Optional<Secret> secret = own.find(id);
        secret.ifPresent(known -> own.changeAny(known.name(), any -> null));
        // Deleting what there is not is no error when it is forced.
        return DeleteSecretResponse.builder()
                .arn(secret.map(Secret::arn).orElseGet(() -> own.arn(id)))
                .name(secret.map(Secret::name).orElse(id))
                .deletionDate(now)
                .build();
    }

    private static DeleteSecretResponse scheduled(Secrets own, DeleteSecretRequest request, Instant now) {
        long days = request.recoveryWindowInDays() == null ? DEFAULT_WINDOW : request.recoveryWindowInDays();
        Secret deleted = own.changeAny(request.secretId(), secret -> {
            if (secret.deleted()) {
                throw Refusal.request(
                        "You can't perform this operation on the secret because it was already scheduled for"
                                + " deletion.");
            }
            if (!secret.replicas().isEmpty()) {
                throw Refusal.request("You can't delete secret that still has replica regions.");
            }
            return secret.with(secret.times().deletedAt(now, now.plus(Duration.ofDays(days))));
        });
        return DeleteSecretResponse.builder()
                .arn(deleted.arn())
                .name(deleted.name())
                .deletionDate(deleted.times().gone())
                .build();
    }

    /** Restoring a secret that is not deleted is no error. */
    public RestoreSecretResponse restoreSecret(RestoreSecretRequest request, Call call) {
        Secret restored = secrets.of(call)
                .changeAny(
                        request.secretId(), secret -> secret.with(secret.times().deletedAt(null, null)));
        return RestoreSecretResponse.builder()
                .arn(restored.arn())
                .name(restored.name())
                .build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        secrets.of(call)
                .change(
                        request.secretId(),
                        secret -> secret.withTags(tags(secret.tags(), request.tags()), call.time()));
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        secrets.of(call).change(request.secretId(), secret -> {
            Map<String, String> rest = new LinkedHashMap<>(secret.tags());
            rest.keySet().removeAll(request.tagKeys());
            return secret.withTags(rest, call.time());
        });
        return UntagResourceResponse.builder().build();
    }

    private static Map<String, String> tags(Map<String, String> before, List<Tag> added) {
        Map<String, String> all = new LinkedHashMap<>(before);
        for (Tag tag : added) {
            Constraints.json()
                    .required("key", tag.key())
                    .length("key", tag.key(), 1, 128)
                    .length("value", tag.value(), 0, 256)
                    .check();
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Refusal.request("Tag keys that start with aws: are reserved for AWS use.");
            }
            all.put(tag.key(), tag.value());
        }
        if (all.size() > MOST_TAGS) {
            throw Refusal.parameter("You can't have more than " + MOST_TAGS + " tags on a secret.");
        }
        return all;
    }

    private static void checkName(String name) {
        Constraints.json()
                .required("name", name)
                .length("name", name, 1, NAME_LENGTH)
                .check();
        if (!NAME.matcher(name).matches()) {
            throw AwsError.badRequest(
                    "ValidationException",
                    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following:"
                            + " -/_+=.@!");
        }
    }
}
