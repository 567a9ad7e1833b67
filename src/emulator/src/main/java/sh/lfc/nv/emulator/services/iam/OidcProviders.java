package sh.lfc.nv.emulator.services.iam;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintRequest;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintResponse;

/** The operations on OpenID Connect providers. */
final class OidcProviders implements AwsService {

    /** What AWS would fetch from the provider where no thumbprint is given: the emulator asks nobody. */
    private static final String UNFETCHED_THUMBPRINT = "0000000000000000000000000000000000000000";

    private final Platform platform;
    private final IamAccounts accounts;

    OidcProviders(Platform platform, IamAccounts accounts) {
        this.platform = platform;
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public CreateOpenIdConnectProviderResponse createOpenIDConnectProvider(
            CreateOpenIdConnectProviderRequest request, Call call) {
        Constraints.query()
                .required("url", request.url())
                .length("url", request.url(), 1, 255)
                .check();
        String url = request.url();
        if (!url.startsWith("https://")) {
            throw AwsError.badRequest("ValidationError", "Invalid Open ID Connect Provider URL");
        }
        IamAccount account = accounts.of(call);
        String issuer = url.substring("https://".length()).replaceAll("/$", "");
        OidcProvider provider = new OidcProvider(
                account.arn("oidc-provider/" + issuer),
                issuer,
                request.clientIDList(),
                request.thumbprintList().isEmpty() ? List.of(UNFETCHED_THUMBPRINT) : request.thumbprintList(),
                platform.clock().instant(),
                Tags.of(request.tags()));
        if (account.providers().putIfAbsent(provider.arn(), provider) != null) {
            throw Refusal.exists("Provider with url " + url + " already exists.");
        }
        return CreateOpenIdConnectProviderResponse.builder()
                .openIDConnectProviderArn(provider.arn())
                .tags(request.tags())
                .build();
    }

    public GetOpenIdConnectProviderResponse getOpenIDConnectProvider(
            GetOpenIdConnectProviderRequest request, Call call) {
        OidcProvider provider = accounts.of(call).providers().get(request.openIDConnectProviderArn());
        if (provider == null) {
            throw missing(request.openIDConnectProviderArn());
        }
        return GetOpenIdConnectProviderResponse.builder()
                .url(provider.url())
                .clientIDList(provider.clientIds())
                .thumbprintList(provider.thumbprints())
                .createDate(provider.created())
                .tags(Tags.shown(provider.tags()))
                .build();
    }

    public ListOpenIdConnectProvidersResponse listOpenIDConnectProviders(
            ListOpenIdConnectProvidersRequest request, Call call) {
        return ListOpenIdConnectProvidersResponse.builder()
                .openIDConnectProviderList(accounts.of(call).providers().keySet().stream()
                        .map(arn -> OpenIDConnectProviderListEntry.builder()
                                .arn(arn)
                                .build())
                        .toList())
                .build();
    }

    public UpdateOpenIdConnectProviderThumbprintResponse updateOpenIDConnectProviderThumbprint(
            UpdateOpenIdConnectProviderThumbprintRequest request, Call call) {
        change(
                call,
                request.openIDConnectProviderArn(),
                provider -> provider.withThumbprints(request.thumbprintList()));
        return UpdateOpenIdConnectProviderThumbprintResponse.builder().build();
    }

    public AddClientIdToOpenIdConnectProviderResponse addClientIDToOpenIDConnectProvider(
            AddClientIdToOpenIdConnectProviderRequest request, Call call) {
        change(
                call,
                request.openIDConnectProviderArn(),
                provider ->
                        provider.withClients(Stream.concat(provider.clientIds().stream(), Stream.of(request.clientID()))
                                .distinct()
                                .toList()));
        return AddClientIdToOpenIdConnectProviderResponse.builder().build();
    }

    public RemoveClientIdFromOpenIdConnectProviderResponse removeClientIDFromOpenIDConnectProvider(
            RemoveClientIdFromOpenIdConnectProviderRequest request, Call call) {
        change(
                call,
                request.openIDConnectProviderArn(),
                provider -> provider.withClients(provider.clientIds().stream()
                        .filter(client -> !client.equals(request.clientID()))
                        .toList()));
        return RemoveClientIdFromOpenIdConnectProviderResponse.builder().build();
    }

    /** Deleting a provider that does not exist is no error. */
    public DeleteOpenIdConnectProviderResponse deleteOpenIDConnectProvider(
            DeleteOpenIdConnectProviderRequest request, Call call) {
        accounts.of(call).providers().remove(request.openIDConnectProviderArn());
        return DeleteOpenIdConnectProviderResponse.builder().build();
    }

    public TagOpenIdConnectProviderResponse tagOpenIDConnectProvider(
            TagOpenIdConnectProviderRequest request, Call call) {
        change(
                call,
                request.openIDConnectProviderArn(),
                provider -> provider.withTags(Tags.added(provider.tags(), request.tags())));
        return TagOpenIdConnectProviderResponse.builder().build();
    }

    public UntagOpenIdConnectProviderResponse untagOpenIDConnectProvider(
            UntagOpenIdConnectProviderRequest request, Call call) {
        change(
                call,
                request.openIDConnectProviderArn(),
                provider -> provider.withTags(Tags.removed(provider.tags(), request.tagKeys())));
        return UntagOpenIdConnectProviderResponse.builder().build();
    }

    private void change(Call call, String arn, UnaryOperator<OidcProvider> change) {
        if (accounts.of(call).providers().computeIfPresent(arn, (key, provider) -> change.apply(provider)) == null) {
            throw missing(arn);
        }
    }

    private static NoSuchEntityException missing(String arn) {
        return Refusal.missing("OpenIDConnect Provider not found for arn " + arn);
    }
}
