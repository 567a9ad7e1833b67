package sh.lfc.nv.emulator.services.secretsmanager;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;

/** The list of secrets. */
final class SecretListings implements AwsService {

    private static final Set<String> KEYS =
            Set.of("description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all");

    private final Regional<Secrets> secrets;

    SecretListings(Regional<Secrets> secrets) {
        this.secrets = secrets;
    }

    @Override
    public String sdkPackage() {
        return "secretsmanager";
    }

    /** The youngest first unless told otherwise. */
    public ListSecretsResponse listSecrets(ListSecretsRequest request, Call call) {
        Constraints constraints = Constraints.json();
        request.filters().forEach(filter -> constraints.oneOf("key", filter.keyAsString(), KEYS));
        constraints.check();
        boolean deleted = Boolean.TRUE.equals(request.includePlannedDeletion());
        Comparator<Secret> order = Comparator.comparing(secret -> secret.times().created());
        String region = call.scope().region();
        List<Secret> found = secrets.of(call).all().stream()
                .filter(secret -> deleted || !secret.deleted())
                .filter(secret -> SecretFilter.matches(secret, request.filters(), region))
                .sorted(request.sortOrder() == SortOrderType.ASC ? order : order.reversed())
                .toList();
        OffsetPage<Secret> page = Pages.of(found, request.nextToken(), request.maxResults());
        return ListSecretsResponse.builder()
                .secretList(page.map(secret -> shown(secret, region)))
                .nextToken(page.marker())
                .build();
    }

    private static SecretListEntry shown(Secret secret, String region) {
        SecretListEntry.Builder shown = SecretListEntry.builder()
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
            shown.secretVersionsToStages(secret.versions().stages());
        }
        if (secret.rotation() != null) {
            shown.rotationEnabled(secret.rotation().enabled())
                    .rotationLambdaARN(secret.rotation().function())
                    .rotationRules(secret.rotation().rules())
                    .nextRotationDate(secret.rotation().shownNext())
                    .lastRotatedDate(secret.rotation().shownLast());
        }
        if (!secret.replicas().isEmpty()) {
            shown.primaryRegion(region);
        }
        return shown.build();
    }
}
