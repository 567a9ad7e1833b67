package sh.lfc.nv.emulator.services.kms;

import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.InvalidAliasNameException;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** The operations on aliases. */
final class AliasOperations implements AwsService {

    private static final Pattern NAME = Pattern.compile("alias/[a-zA-Z0-9/_-]+");

    private final Regional<Keys> keys;

    AliasOperations(Regional<Keys> keys) {
        this.keys = keys;
    }

    @Override
    public String sdkPackage() {
        return "kms";
    }

    public CreateAliasResponse createAlias(CreateAliasRequest request, Call call) {
        Keys own = keys.of(call);
        checkName(request.aliasName());
        Key key = target(own, request.targetKeyId());
        if (!own.addAlias(request.aliasName(), key)) {
            throw AlreadyExistsException.builder()
                    .message(
                            "An alias with the name " + own.scope().arn("kms", request.aliasName()) + " already exists")
                    .build();
        }
        return CreateAliasResponse.builder().build();
    }

    public UpdateAliasResponse updateAlias(UpdateAliasRequest request, Call call) {
        Keys own = keys.of(call);
        checkName(request.aliasName());
        own.moveAlias(request.aliasName(), target(own, request.targetKeyId()));
        return UpdateAliasResponse.builder().build();
    }

    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request, Call call) {
        checkName(request.aliasName());
        keys.of(call).deleteAlias(request.aliasName());
        return DeleteAliasResponse.builder().build();
    }

    public ListAliasesResponse listAliases(ListAliasesRequest request, Call call) {
        Keys own = keys.of(call);
        String keyId = request.keyId() == null ? null : own.get(request.keyId()).id();
        List<Alias> aliases = own.aliases().stream()
                .filter(alias -> keyId == null || keyId.equals(alias.keyId()))
                .toList();
        OffsetPage<Alias> page = Pages.of(aliases, request.marker(), request.limit());
        return ListAliasesResponse.builder()
                .aliases(page.map(Alias::shown))
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }

    private static Key target(Keys own, String id) {
        if (id != null && id.contains("alias/")) {
            throw AwsError.badRequest("ValidationException", "Aliases must refer to keys. Not aliases");
        }
        Key key = own.get(id);
        Keys.requireNotPending(key);
        return key;
    }

    private static void checkName(String name) {
        Constraints.json()
                .required("aliasName", name)
                .length("aliasName", name, 1, 256)
                .check();
        if (!name.startsWith("alias/")) {
            throw AwsError.badRequest("ValidationException", "Invalid identifier");
        }
        if (name.startsWith("alias/aws/")) {
            throw AwsError.badRequest("NotAuthorizedException", "Aliases that start with alias/aws/ are reserved.");
        }
        if (!NAME.matcher(name).matches()) {
            throw InvalidAliasNameException.builder()
                    .message("Alias contains invalid characters.")
                    .build();
        }
    }
}
