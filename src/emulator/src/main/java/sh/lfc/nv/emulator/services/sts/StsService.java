package sh.lfc.nv.emulator.services.sts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.credentials.CredentialStore;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * AWS Security Token Service ("AWS STS API Reference").
 *
 * <p>Unlike on AWS the account's root may assume roles, if they trust the account: the operator is root unless told
 * otherwise. Who may assume a role with credentials is decided before its operation is called.
 */
public final class StsService implements AwsService {

    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");
    private static final Pattern ACCESS_KEY = Pattern.compile("[\\w]*");
    private static final int LEAST_SECONDS = 900;
    private static final Duration DEFAULT_ROLE_SESSION = Duration.ofHours(1);
    private static final Duration CHAINED_ROLE_SESSION = Duration.ofHours(1);
    private static final int PACKED_POLICY_LIMIT = 2048;

    private final CredentialStore credentials;
    private final RoleDirectory roles;
    private final Sessions sessions;

    public StsService(Platform platform, CredentialStore credentials, RoleDirectory roles) {
        this.credentials = credentials;
        this.roles = roles;
        this.sessions = new Sessions(platform, credentials);
    }

    @Override
    public String sdkPackage() {
        return "sts";
    }

    /** The sessions that were given out. */
    public Sessions sessions() {
        return sessions;
    }

    /**
     * A session of a role for a service that works with it, such as a Lambda function's execution role.
     *
     * @param context condition keys that the session's calls carry
     * @param clock by which the session expires
     * @return empty when there is no such role
     */
    public Optional<Credential> sessionFor(
            String roleArn, String sessionName, Duration duration, Map<String, String> context, Clock clock) {
        return roles.role(roleArn).map(role -> {
            Credential credential = sessions.ofRole(role, sessionName, duration, clock);
            sessions.add(Session.of(credential, role.arn(), context));
            return credential;
        });
    }

    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request, Call call) {
        return GetCallerIdentityResponse.builder()
                .account(call.scope().account())
                .arn(call.principal().arn())
                .userId(call.principal().userId())
                .build();
    }

    public AssumeRoleResponse assumeRole(AssumeRoleRequest request, Call call) {
        checkRoleSession(request.roleArn(), request.roleSessionName(), request.durationSeconds());
        AssumableRole role = roles.role(request.roleArn()).orElseThrow(() -> notAuthorized(call, request.roleArn()));
        Optional<Session> caller = caller(call);
        Duration duration = duration(request.durationSeconds(), role);
        if (caller.isPresent() && duration.compareTo(CHAINED_ROLE_SESSION) > 0) {
            throw AwsError.badRequest(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                            + " chaining");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        caller.ifPresent(from ->
                from.transitiveTags().forEach(key -> tags.put(key, from.tags().get(key))));
        request.tags().forEach((Tag tag) -> tags.put(tag.key(), tag.value()));

        Credential credential = sessions.ofRole(role, request.roleSessionName(), duration);
        sessions.add(new Session(
                credential,
                role.arn(),
                sessionPolicy(request.policy()),
                request.policyArns().stream().map(PolicyDescriptorType::arn).toList(),
                tags,
                request.transitiveTagKeys(),
                request.sourceIdentity(),
                Map.of()));
        return AssumeRoleResponse.builder()
                .credentials(shown(credential))
                .assumedRoleUser(user(credential))
                .packedPolicySize(packed(request.policy()))
                .sourceIdentity(request.sourceIdentity())
                .build();
    }

    public AssumeRoleWithWebIdentityResponse assumeRoleWithWebIdentity(
            AssumeRoleWithWebIdentityRequest request, Call call) {
        checkRoleSession(request.roleArn(), request.roleSessionName(), request.durationSeconds());
        Constraints.query()
                .required("webIdentityToken", request.webIdentityToken())
                .check();
        WebIdentity identity = WebIdentity.read(request.webIdentityToken(), call.time());
        AssumableRole role = roles.role(request.roleArn()).orElseThrow(StsService::notTrusted);
        String provider = provider(role, identity);
        Map<String, String> claims = identity.claims();
        Map<String, List<String>> context = new HashMap<>();
        claims.forEach((key, value) -> context.put(key, List.of(value)));
        Map<String, String> session = new HashMap<>(claims);
        session.put("aws:FederatedProvider", provider);
        context.put("sts:RoleSessionName", List.of(request.roleSessionName()));
        if (!roles.trusts(role, provider, "sts:AssumeRoleWithWebIdentity", context)) {
            throw notTrusted();
        }
        Credential credential =
                sessions.ofRole(role, request.roleSessionName(), duration(request.durationSeconds(), role));
        sessions.add(new Session(
                credential,
                role.arn(),
                sessionPolicy(request.policy()),
                request.policyArns().stream().map(PolicyDescriptorType::arn).toList(),
                Map.of(),
                List.of(),
                null,
                session));
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(shown(credential))
                .assumedRoleUser(user(credential))
                .subjectFromWebIdentityToken(identity.subject())
                .audience(identity.audience())
                .provider(provider)
                .packedPolicySize(packed(request.policy()))
                .build();
    }

    /** The ARN of the provider that issued a token, which the role's account has to know. */
    private String provider(AssumableRole role, WebIdentity identity) {
        List<String> audiences = roles.audiences(role.account(), identity.issuer())
                .orElseThrow(() -> InvalidIdentityTokenException.builder()
                        .message("No OpenIDConnect provider found in your account for https://" + identity.issuer())
                        .build());
        if (!audiences.contains(identity.audience())) {
            throw InvalidIdentityTokenException.builder()
                    .message("Incorrect token audience")
                    .build();
        }
        return "arn:aws:iam::" + role.account() + ":oidc-provider/" + identity.issuer();
    }

    public GetSessionTokenResponse getSessionToken(GetSessionTokenRequest request, Call call) {
        boolean root = call.principal().kind() == Principal.Kind.ROOT;
        Constraints.query()
                .range("durationSeconds", request.durationSeconds(), LEAST_SECONDS, 129_600)
                .check();
        if (call.principal().kind() == Principal.Kind.ROLE_SESSION
                || caller(call).isPresent()) {
            throw new AwsError("AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
        }
        int seconds = request.durationSeconds() == null ? 43_200 : request.durationSeconds();
        Credential credential = sessions.temporary(
                call.principal(), call.scope().account(), Duration.ofSeconds(root ? Math.min(seconds, 3600) : seconds));
        sessions.add(Session.of(credential, null));
        return GetSessionTokenResponse.builder().credentials(shown(credential)).build();
    }

    public GetAccessKeyInfoResponse getAccessKeyInfo(GetAccessKeyInfoRequest request, Call call) {
        Constraints.query()
                .required("accessKeyId", request.accessKeyId())
                .length("accessKeyId", request.accessKeyId(), 16, 128)
                .matches("accessKeyId", request.accessKeyId(), ACCESS_KEY)
                .check();
        // The account is part of the identifier on AWS: the answer does not depend on whether the key still exists.
        return GetAccessKeyInfoResponse.builder()
                .account(credentials
                        .find(request.accessKeyId())
                        .map(Credential::account)
                        .orElse(call.scope().account()))
                .build();
    }

    private static void checkRoleSession(String roleArn, String sessionName, Integer seconds) {
        Constraints.query()
                .required("roleArn", roleArn)
                .length("roleArn", roleArn, 20, 2048)
                .required("roleSessionName", sessionName)
                .length("roleSessionName", sessionName, 2, 64)
                .matches("roleSessionName", sessionName, SESSION_NAME)
                .range("durationSeconds", seconds, LEAST_SECONDS, 43_200)
                .check();
        if (!roleArn.startsWith("arn:")) {
            throw AwsError.badRequest("ValidationError", roleArn + " is invalid");
        }
    }

    private static Duration duration(Integer seconds, AssumableRole role) {
        Duration duration = seconds == null ? DEFAULT_ROLE_SESSION : Duration.ofSeconds(seconds);
        if (duration.compareTo(role.maxSession()) > 0) {
            throw AwsError.badRequest(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return duration;
    }

    private static List<String> sessionPolicy(String policy) {
        if (policy == null) {
            return List.of();
        }
        try {
            PolicyKind.IDENTITY.parse(policy);
            return List.of(policy);
        } catch (PolicySyntaxException e) {
            throw MalformedPolicyDocumentException.builder()
                    .message(e.getMessage())
                    .build();
        }
    }

    private static Integer packed(String policy) {
        return policy == null ? null : Math.max(1, policy.length() * 100 / PACKED_POLICY_LIMIT);
    }

    /** The session whose token came with the call. */
    private Optional<Session> caller(Call call) {
        return call.header("x-amz-security-token").flatMap(sessions::withToken);
    }

    private static AwsError notTrusted() {
        return new AwsError("AccessDenied", 403, "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    private static AwsError notAuthorized(Call call, String roleArn) {
        return new AwsError(
                "AccessDenied",
                403,
                "User: " + call.principal().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                        + roleArn);
    }

    private static AssumedRoleUser user(Credential credential) {
        return AssumedRoleUser.builder()
                .arn(credential.principal().arn())
                .assumedRoleId(credential.principal().userId())
                .build();
    }

    private static Credentials shown(Credential credential) {
        Instant expiry = credential.expiry();
        return Credentials.builder()
                .accessKeyId(credential.accessKeyId())
                .secretAccessKey(credential.secretAccessKey())
                .sessionToken(credential.sessionToken())
                .expiration(expiry)
                .build();
    }
}
