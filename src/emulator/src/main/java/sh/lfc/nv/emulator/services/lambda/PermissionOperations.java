package sh.lfc.nv.emulator.services.lambda;

import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.services.lambda.ResourcePolicy.Grant;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Who, beside the account itself, may invoke a function. */
final class PermissionOperations implements AwsService {

    private static final Pattern STATEMENT_ID = Pattern.compile("([a-zA-Z0-9-_]+)");
    private static final Pattern ACTION = Pattern.compile("(lambda:[*]|lambda:[a-zA-Z]+|[*])");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern PRINCIPAL =
            Pattern.compile("\\*|\\d{12}|arn:aws[a-zA-Z-]*:(iam|sts)::.*|[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern ARN = Pattern.compile("arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:.*");

    private final Functions functions;
    private final Ids ids;

    PermissionOperations(Functions functions, Ids ids) {
        this.functions = functions;
        this.ids = ids;
    }

    @Override
    public String sdkPackage() {
        return "lambda";
    }

    public AddPermissionResponse addPermission(AddPermissionRequest request, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), request.functionName(), request.qualifier());
        Constraints.json()
                .required("statementId", request.statementId())
                .length("statementId", request.statementId(), 1, 100)
                .matches("statementId", request.statementId(), STATEMENT_ID)
                .required("action", request.action())
                .matches("action", request.action(), ACTION)
                .required("principal", request.principal())
                .matches("sourceArn", request.sourceArn(), ARN)
                .matches("sourceAccount", request.sourceAccount(), ACCOUNT)
                .check();
        if (!PRINCIPAL.matcher(request.principal()).matches()) {
            throw FunctionRules.invalid(
                    "The provided principal was invalid. Please check the principal and try again.");
        }
        LambdaFunction function = functions.get(reference);
        if (FunctionReference.LATEST.equals(reference.qualifier())) {
            throw FunctionRules.invalid("We currently do not support adding policies for $LATEST.");
        }
        functions.requireQualifier(reference);
        Grant grant = new Grant(
                request.statementId(),
                request.principal(),
                request.action(),
                reference.qualifiedArn(),
                request.sourceArn(),
                request.sourceAccount(),
                request.eventSourceToken(),
                request.principalOrgID(),
                request.functionUrlAuthTypeAsString(),
                request.invokedViaFunctionUrl());
        function.policies().compute(key(reference), (key, policy) -> {
            ResourcePolicy now = policy == null ? new ResourcePolicy(null, List.of()) : policy;
            if (now.has(grant.sid())) {
                throw LambdaService.conflict("The statement id (" + grant.sid()
                        + ") provided already exists. Please provide a new statement id, or remove the existing"
                        + " statement.");
            }
            requireRevision(request.revisionId(), policy);
            return now.with(grant, ids.uuid());
        });
        return AddPermissionResponse.builder()
                .statement(grant.json().toString())
                .build();
    }

    public RemovePermissionResponse removePermission(RemovePermissionRequest request, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), request.functionName(), request.qualifier());
        LambdaFunction function = functions.get(reference);
        function.policies().compute(key(reference), (key, policy) -> {
            if (policy == null) {
                throw notFound("No policy is associated with the given resource.");
            }
            if (!policy.has(request.statementId())) {
                throw notFound("Statement " + request.statementId() + " is not found in resource policy.");
            }
            requireRevision(request.revisionId(), policy);
            ResourcePolicy left = policy.without(request.statementId(), ids.uuid());
            return left.grants().isEmpty() ? null : left;
        });
        return RemovePermissionResponse.builder().build();
    }

    public GetPolicyResponse getPolicy(GetPolicyRequest request, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), request.functionName(), request.qualifier());
        ResourcePolicy policy = functions.get(reference).policies().get(key(reference));
        if (policy == null) {
            throw notFound("The resource you requested does not exist.");
        }
        return GetPolicyResponse.builder()
                .policy(policy.json())
                .revisionId(policy.revision())
                .build();
    }

    static String key(FunctionReference reference) {
        return reference.qualifier() == null ? "" : reference.qualifier();
    }

    private static void requireRevision(String asked, ResourcePolicy policy) {
        if (asked != null && policy != null && !asked.equals(policy.revision())) {
            throw LambdaService.staleRevision();
        }
    }

    private static ResourceNotFoundException notFound(String message) {
        return ResourceNotFoundException.builder().type("User").message(message).build();
    }
}
