package sh.lfc.nv.emulator.services.secretsmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** The operations on secrets' values and their staging labels. */
final class SecretValues implements AwsService {

    private static final int MOST_STAGES = 20;

    private final Platform platform;
    private final Regional<Secrets> secrets;
    private final ReadPermission reading;

    SecretValues(Platform platform, Regional<Secrets> secrets, ReadPermission reading) {
        this.platform = platform;
        this.secrets = secrets;
        this.reading = reading;
    }

    @Override
    public String sdkPackage() {
        return "secretsmanager";
    }

    public PutSecretValueResponse putSecretValue(PutSecretValueRequest request, Call call) {
        List<String> stages =
                request.versionStages().isEmpty() ? List.of(SecretVersion.CURRENT) : request.versionStages();
        if (stages.size() > MOST_STAGES) {
            throw Refusal.parameter("You can't have more than " + MOST_STAGES + " staging labels on a version.");
        }
        SecretVersion version = NewVersion.of(
                        request.secretString(), request.secretBinary(), request.clientRequestToken(), stages, platform)
                .orElseThrow(() -> Refusal.request("You must provide either SecretString or SecretBinary."));
        Secret changed = secrets.of(call)
                .change(
                        request.secretId(),
                        secret -> NewVersion.added(secret, firstIsCurrent(secret, version), call.time()));
        return PutSecretValueResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .versionId(version.id())
                .versionStages(changed.versions().byId().get(version.id()).stages())
                .build();
    }

    /** The first version of a secret is the current one, whatever its labels. */
    private static SecretVersion firstIsCurrent(Secret secret, SecretVersion version) {
        return secret.versions().byId().isEmpty() ? version.with(SecretVersion.CURRENT) : version;
    }

    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request, Call call) {
        Secrets own = secrets.of(call);
        SecretVersion version =
                own.live(request.secretId()).versions().readable(request.versionId(), request.versionStage());
        Secret secret = own.change(request.secretId(), found -> found.read(version, call.time()));
        return GetSecretValueResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(version.id())
                .secretString(version.text())
                .secretBinary(version.bytes())
                .versionStages(version.stages())
                .createdDate(version.created())
                .build();
    }

    public ListSecretVersionIdsResponse listSecretVersionIds(ListSecretVersionIdsRequest request, Call call) {
        Secret secret = secrets.of(call).get(request.secretId());
        boolean deprecated = Boolean.TRUE.equals(request.includeDeprecated());
        List<SecretVersion> versions = secret.versions().all().stream()
                .filter(version -> deprecated || !version.stages().isEmpty())
                .toList();
        OffsetPage<SecretVersion> page = Pages.of(versions, request.nextToken(), request.maxResults());
        return ListSecretVersionIdsResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versions(page.map(version -> {
                    SecretVersionsListEntry.Builder shown = SecretVersionsListEntry.builder()
                            .versionId(version.id())
                            .createdDate(version.created())
                            .lastAccessedDate(version.accessed())
                            .kmsKeyIds(
                                    secret.about().kmsKeyId() == null
                                            ? "DefaultEncryptionKey"
                                            : secret.about().kmsKeyId());
                    return version.stages().isEmpty()
                            ? shown.build()
                            : shown.versionStages(version.stages()).build();
                }))
                .nextToken(page.marker())
                .build();
    }

    public UpdateSecretVersionStageResponse updateSecretVersionStage(
            UpdateSecretVersionStageRequest request, Call call) {
        Constraints.json()
                .required("versionStage", request.versionStage())
                .length("versionStage", request.versionStage(), 1, 256)
                .check();
        Secret changed = secrets.of(call).change(request.secretId(), secret -> {
            checkMove(secret, request);
            return secret.with(secret.versions().moved(request.versionStage(), request.moveToVersionId()), call.time());
        });
        return UpdateSecretVersionStageResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .build();
    }

    private static void checkMove(Secret secret, UpdateSecretVersionStageRequest request) {
        String stage = request.versionStage();
        String from = request.removeFromVersionId();
        String to = request.moveToVersionId();
        for (String id : Stream.of(from, to).filter(Objects::nonNull).toList()) {
            secret.versions().get(id, null);
        }
        Optional<SecretVersion> holder = secret.versions().staged(stage);
        if (stage.equals(SecretVersion.CURRENT) && to == null) {
            throw Refusal.parameter("You can only move staging label " + stage
                    + " to a different secret version. It can’t be completely removed.");
        }
        if (from == null && to == null) {
            throw Refusal.parameter("You must specify either RemoveFromVersionId or MoveToVersionId.");
        }
        if (holder.isPresent() && from == null && !holder.get().id().equals(to)) {
            throw Refusal.parameter("The parameter RemoveFromVersionId can't be empty. Staging label " + stage
                    + " is currently attached to version " + holder.get().id()
                    + ", so you must explicitly reference that version in RemoveFromVersionId.");
        }
        if (from != null && holder.filter(version -> version.id().equals(from)).isEmpty()) {
            throw Refusal.parameter("Staging label " + stage + " is currently not attached to version " + from
                    + ", so you can't remove it from there.");
        }
    }

    /** Secrets that cannot be read are told one by one. */
    public BatchGetSecretValueResponse batchGetSecretValue(BatchGetSecretValueRequest request, Call call) {
        if (request.secretIdList().isEmpty() == request.filters().isEmpty()) {
            throw Refusal.parameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        }
        List<String> ids = request.secretIdList().isEmpty()
                ? secrets.of(call).all().stream()
                        .filter(secret -> !secret.deleted()
                                && SecretFilter.matches(
                                        secret, request.filters(), call.scope().region()))
                        .map(Secret::arn)
                        .toList()
                : request.secretIdList();
        OffsetPage<String> page = Pages.of(ids, request.nextToken(), request.maxResults());
        List<SecretValueEntry> values = new ArrayList<>();
        List<APIErrorType> errors = new ArrayList<>();
        for (String id : page.items()) {
            GetSecretValueRequest one =
                    GetSecretValueRequest.builder().secretId(id).build();
            try {
                reading.require(one, call);
                values.add(entry(getSecretValue(one, call)));
            } catch (SecretsManagerException e) {
                errors.add(error(id, e.getClass().getSimpleName(), e.getMessage()));
            } catch (AwsError e) {
                errors.add(error(id, e.code(), e.getMessage()));
            }
        }
        return BatchGetSecretValueResponse.builder()
                .secretValues(values)
                .errors(errors)
                .nextToken(page.marker())
                .build();
    }

    private static APIErrorType error(String id, String code, String message) {
        return APIErrorType.builder()
                .secretId(id)
                .errorCode(code)
                .message(message)
                .build();
    }

    private static SecretValueEntry entry(GetSecretValueResponse value) {
        return SecretValueEntry.builder()
                .arn(value.arn())
                .name(value.name())
                .versionId(value.versionId())
                .secretString(value.secretString())
                .secretBinary(value.secretBinary())
                .versionStages(value.versionStages())
                .createdDate(value.createdDate())
                .build();
    }
}
