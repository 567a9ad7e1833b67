package sh.lfc.nv.emulator.services.secretsmanager;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.policy.PolicyDocument;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import sh.lfc.nv.emulator.policy.Statement;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.secretsmanager.model.PublicPolicyException;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidationErrorsEntry;

/** The operations on secrets' resource policies. */
final class SecretPolicies implements AwsService {

    private static final int MOST_BYTES = 20_480;
    private static final String BROAD =
            "The BlockPublicPolicy parameter is set to true, and the resource policy did not"
                    + " prevent broad access to the secret.";

    private final Regional<Secrets> secrets;
    private final PrincipalDirectory principals;

    SecretPolicies(Regional<Secrets> secrets, PrincipalDirectory principals) {
        this.secrets = secrets;
        this.principals = principals;
    }

    @Override
    public String sdkPackage() {
        return "secretsmanager";
    }

    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request, Call call) {
        Constraints.json()
                .required("resourcePolicy", request.resourcePolicy())
                .length("resourcePolicy", request.resourcePolicy(), 1, MOST_BYTES)
                .check();
        Secrets own = secrets.of(call);
        own.live(request.secretId());
        PolicyDocument document = read(request.resourcePolicy(), call.scope().account());
        if (Boolean.TRUE.equals(request.blockPublicPolicy()) && broad(document)) {
            throw PublicPolicyException.builder().message(BROAD).build();
        }
        Secret changed = own.change(request.secretId(), secret -> secret.withPolicy(request.resourcePolicy()));
        return PutResourcePolicyResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .build();
    }

    public GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request, Call call) {
        Secret secret = secrets.of(call).live(request.secretId());
        return GetResourcePolicyResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .resourcePolicy(secret.policy())
                .build();
    }

    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request, Call call) {
        Secret secret = secrets.of(call).change(request.secretId(), changed -> changed.withPolicy(null));
        return DeleteResourcePolicyResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .build();
    }

    public ValidateResourcePolicyResponse validateResourcePolicy(ValidateResourcePolicyRequest request, Call call) {
        Constraints.json()
                .required("resourcePolicy", request.resourcePolicy())
                .length("resourcePolicy", request.resourcePolicy(), 1, MOST_BYTES)
                .check();
        if (request.secretId() != null) {
            secrets.of(call).live(request.secretId());
        }
        PolicyDocument document = read(request.resourcePolicy(), call.scope().account());
        List<ValidationErrorsEntry> errors = broad(document)
                ? List.of(ValidationErrorsEntry.builder()
                        .checkName("PUBLIC_POLICY_CHECK")
                        .errorMessage("The resource policy grants broad access to the secret.")
                        .build())
                : List.of();
        return ValidateResourcePolicyResponse.builder()
                .policyValidationPassed(errors.isEmpty())
                .validationErrors(errors)
                .build();
    }

    private PolicyDocument read(String json, String account) {
        try {
            PolicyDocument document = PolicyKind.RESOURCE.parse(json);
            for (Statement statement : document.statements()) {
                Stream.of(statement.principals(), statement.notPrincipals())
                        .flatMap(named -> named.getOrDefault("AWS", List.of()).stream())
                        .filter(principal -> !principals.exists(account, principal))
                        .findFirst()
                        .ifPresent(principal -> {
                            throw malformed("This resource policy contains an unsupported principal.");
                        });
                if (Stream.concat(statement.actions().stream(), statement.notActions().stream())
                        .anyMatch(action -> !action.equals("*")
                                && !action.toLowerCase(Locale.ROOT).startsWith("secretsmanager:"))) {
                    throw malformed("This resource policy contains an unsupported action.");
                }
                if (statement.resources().isEmpty() && statement.notResources().isEmpty()) {
                    throw malformed("This resource policy contains a statement without a resource.");
                }
            }
            return document;
        } catch (PolicySyntaxException e) {
            throw malformed("This resource policy contains a syntax error. " + e.getMessage());
        }
    }

    /** Whether a statement lets everybody in, and no condition narrows that. */
    private static boolean broad(PolicyDocument document) {
        return document.statements().stream()
                .filter(statement -> statement.effect() == Statement.Effect.ALLOW)
                .anyMatch(statement -> statement.conditions().isEmpty()
                        && (statement.principals().containsKey("*")
                                || statement
                                        .principals()
                                        .getOrDefault("AWS", List.of())
                                        .contains("*")
                                || !statement.notPrincipals().isEmpty()));
    }

    private static MalformedPolicyDocumentException malformed(String message) {
        return MalformedPolicyDocumentException.builder().message(message).build();
    }
}
