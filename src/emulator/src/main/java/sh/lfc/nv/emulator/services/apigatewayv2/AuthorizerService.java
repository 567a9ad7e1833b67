package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersResponse;
import software.amazon.awssdk.services.apigatewayv2.model.JWTConfiguration;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerResponse;

/** The authorizers of HTTP APIs, after API Gateway's API reference. */
public final class AuthorizerService implements AwsService {

    private static final int MAX_TTL = 3600;
    private static final int DEFAULT_TTL = 300;
    private static final Pattern IDENTITY_SOURCE =
            Pattern.compile("\\$request\\.(header|querystring)\\.[^.\\s]+|\\$context\\.\\S+|\\$stageVariables\\.\\S+");

    private final Apis apis;

    AuthorizerService(Apis apis) {
        this.apis = apis;
    }

    @Override
    public String sdkPackage() {
        return "apigatewayv2";
    }

    public CreateAuthorizerResponse createAuthorizer(CreateAuthorizerRequest request, Call call) {
        String id = apis.partId();
        Authorizer.Builder made = Authorizer.builder().authorizerId(id);
        if (request.authorizerType() == AuthorizerType.REQUEST) {
            made.authorizerResultTtlInSeconds(request.identitySource().isEmpty() ? 0 : DEFAULT_TTL)
                    .enableSimpleResponses(false);
        }
        HttpApi changed = apis.configure(
                call,
                request.apiId(),
                api -> checked(api, Members.copy(request, made).build()));
        return Members.copy(changed.authorizers().get(id), CreateAuthorizerResponse.builder())
                .build();
    }

    public UpdateAuthorizerResponse updateAuthorizer(UpdateAuthorizerRequest request, Call call) {
        HttpApi changed = apis.configure(
                call,
                request.apiId(),
                api -> checked(
                        api,
                        Members.copy(request, authorizer(api, request.authorizerId()).toBuilder())
                                .build()));
        return Members.copy(changed.authorizers().get(request.authorizerId()), UpdateAuthorizerResponse.builder())
                .build();
    }

    public GetAuthorizerResponse getAuthorizer(GetAuthorizerRequest request, Call call) {
        return Members.copy(
                        authorizer(apis.get(call, request.apiId()), request.authorizerId()),
                        GetAuthorizerResponse.builder())
                .build();
    }

    public GetAuthorizersResponse getAuthorizers(GetAuthorizersRequest request, Call call) {
        Apis.Page<Authorizer> page = Apis.page(
                List.copyOf(apis.get(call, request.apiId()).authorizers().values()),
                request.nextToken(),
                request.maxResults());
        return GetAuthorizersResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    public DeleteAuthorizerResponse deleteAuthorizer(DeleteAuthorizerRequest request, Call call) {
        apis.configure(call, request.apiId(), api -> {
            authorizer(api, request.authorizerId());
            api.routes().values().stream()
                    .filter(route -> request.authorizerId().equals(route.authorizerId()))
                    .findFirst()
                    .ifPresent(route -> {
                        throw Refusals.conflict("Cannot delete authorizer '" + request.authorizerId()
                                + "', is referenced in route: " + route.routeKey());
                    });
            return api.withoutAuthorizer(request.authorizerId());
        });
        return DeleteAuthorizerResponse.builder().build();
    }

    private static Authorizer authorizer(HttpApi api, String id) {
        Authorizer authorizer = api.authorizers().get(id);
        if (authorizer == null) {
            throw Refusals.no("Authorizer", id);
        }
        return authorizer;
    }

    private static HttpApi checked(HttpApi api, Authorizer authorizer) {
        Refusals.required("Name", authorizer.name());
        boolean taken = api.authorizers().values().stream()
                .anyMatch(other -> other.name().equals(authorizer.name())
                        && !other.authorizerId().equals(authorizer.authorizerId()));
        if (taken) {
            throw Refusals.conflict(
                    "Authorizer name must be unique. Authorizer " + authorizer.name() + " already exists in this API");
        }
        for (String source : authorizer.identitySource()) {
            if (!IDENTITY_SOURCE.matcher(source).matches()) {
                throw Refusals.badRequest("Invalid identity source expression specified: " + source);
            }
        }
        if (authorizer.authorizerType() == AuthorizerType.JWT) {
            checkJwt(authorizer);
        } else if (authorizer.authorizerType() == AuthorizerType.REQUEST) {
            checkRequest(authorizer);
        } else {
            throw Refusals.badRequest("Invalid authorizer type specified. Must be one of [REQUEST, JWT]");
        }
        return api.with(authorizer);
    }

    private static void checkJwt(Authorizer authorizer) {
        JWTConfiguration jwt = authorizer.jwtConfiguration();
        if (jwt == null || jwt.issuer() == null || !jwt.issuer().startsWith("https://")) {
            throw Refusals.badRequest("Issuer must have the scheme \"https\" in JwtConfiguration");
        }
        if (authorizer.identitySource().size() != 1) {
            throw Refusals.badRequest("A JWT authorizer needs exactly one identity source");
        }
    }

    private static void checkRequest(Authorizer authorizer) {
        FunctionUri.parse(Refusals.required("AuthorizerUri", authorizer.authorizerUri()));
        String format = authorizer.authorizerPayloadFormatVersion();
        if (!"1.0".equals(format) && !"2.0".equals(format)) {
            throw Refusals.badRequest(
                    "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer. Valid values are"
                            + " [1.0, 2.0]");
        }
        if (Boolean.TRUE.equals(authorizer.enableSimpleResponses()) && format.equals("1.0")) {
            throw Refusals.badRequest("EnableSimpleResponses is only supported for payload format version 2.0");
        }
        int ttl = authorizer.authorizerResultTtlInSeconds() == null ? 0 : authorizer.authorizerResultTtlInSeconds();
        if (ttl < 0 || ttl > MAX_TTL) {
            throw Refusals.badRequest("AuthorizerResultTtlInSeconds must be between 0 and " + MAX_TTL);
        }
        if (ttl > 0 && authorizer.identitySource().isEmpty()) {
            throw Refusals.badRequest("IdentitySource is required when caching is enabled");
        }
    }
}
