package sh.lfc.nv.emulator.services.kms;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/** The operations on the rotation of keys, which comes about at its time or on demand. */
final class KeyRotations implements AwsService {

    private static final int LEAST_DAYS = 90;
    private static final int MOST_DAYS = 2560;
    private static final int MOST_ON_DEMAND = 25;

    private final Regional<Keys> keys;

    KeyRotations(Regional<Keys> keys) {
        this.keys = keys;
    }

    @Override
    public String sdkPackage() {
        return "kms";
    }

    /** A key that is pending deletion is not rotated. */
    public GetKeyRotationStatusResponse getKeyRotationStatus(GetKeyRotationStatusRequest request, Call call) {
        Key key = keys.of(call).get(request.keyId());
        Key.Rotation rotation = key.rotation();
        boolean enabled = rotation.enabled() && key.state().gone() == null;
        GetKeyRotationStatusResponse.Builder shown =
                GetKeyRotationStatusResponse.builder().keyId(key.arn()).keyRotationEnabled(enabled);
        if (enabled) {
            shown.rotationPeriodInDays(rotation.days()).nextRotationDate(rotation.due());
        }
        return shown.build();
    }

    public EnableKeyRotationResponse enableKeyRotation(EnableKeyRotationRequest request, Call call) {
        Constraints.json()
                .range("rotationPeriodInDays", request.rotationPeriodInDays(), LEAST_DAYS, MOST_DAYS)
                .check();
        Keys own = keys.of(call);
        own.usable(request.keyId());
        Key changed = own.change(
                request.keyId(),
                key -> key.with(new Key.Rotation(
                        true,
                        request.rotationPeriodInDays() == null ? key.rotation().days() : request.rotationPeriodInDays(),
                        call.time())));
        own.planRotation(changed);
        return EnableKeyRotationResponse.builder().build();
    }

    public DisableKeyRotationResponse disableKeyRotation(DisableKeyRotationRequest request, Call call) {
        keys.of(call).usable(request.keyId());
        keys.of(call)
                .change(
                        request.keyId(),
                        key -> key.with(new Key.Rotation(false, key.rotation().days(), null)));
        return DisableKeyRotationResponse.builder().build();
    }

    public RotateKeyOnDemandResponse rotateKeyOnDemand(RotateKeyOnDemandRequest request, Call call) {
        Keys own = keys.of(call);
        own.usable(request.keyId());
        Key rotated = own.change(request.keyId(), key -> {
            if (key.materials().count(RotationType.ON_DEMAND) >= MOST_ON_DEMAND) {
                throw LimitExceededException.builder()
                        .message("A key can be rotated on demand " + MOST_ON_DEMAND + " times.")
                        .build();
            }
            return key.with(key.materials().and(own.material(RotationType.ON_DEMAND, call.time())));
        });
        return RotateKeyOnDemandResponse.builder().keyId(rotated.arn()).build();
    }

    public ListKeyRotationsResponse listKeyRotations(ListKeyRotationsRequest request, Call call) {
        Key key = keys.of(call).get(request.keyId());
        boolean all = request.includeKeyMaterial() == IncludeKeyMaterial.ALL_KEY_MATERIAL;
        List<RotationsListEntry> entries = key.materials().all().stream()
                .filter(material -> all || material.by() != null)
                .map(material -> entry(key, material, all))
                .toList();
        OffsetPage<RotationsListEntry> page = Pages.of(entries, request.marker(), request.limit());
        return ListKeyRotationsResponse.builder()
                .rotations(page.items())
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }

    private static RotationsListEntry entry(Key key, Materials.Material material, boolean all) {
        Materials materials = key.materials();
        RotationsListEntry.Builder entry = RotationsListEntry.builder()
                .keyId(key.id())
                .keyMaterialId(material.id())
                .rotationType(material.by())
                .rotationDate(material.by() == null ? null : material.since());
        return all
                ? entry.keyMaterialState(
                                material.equals(materials.all().get(materials.current()))
                                        ? KeyMaterialState.CURRENT
                                        : KeyMaterialState.NON_CURRENT)
                        .build()
                : entry.build();
    }
}
