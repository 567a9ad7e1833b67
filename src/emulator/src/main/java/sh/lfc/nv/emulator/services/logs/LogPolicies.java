package sh.lfc.nv.emulator.services.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

/**
 * The resource policies of an account and region, which let services of AWS write to its log groups. All of them hold for
 * every group. Safe for use by many threads.
 */
public final class LogPolicies implements AwsService {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_POLICIES = 10;
    private static final int LONGEST_POLICY = 5120;
    private static final int PAGE = 50;

    private final Platform platform;
    private final Regional<NavigableMap<String, ResourcePolicy>> policies =
            new Regional<>(scope -> new ConcurrentSkipListMap<>());

    public LogPolicies(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String sdkPackage() {
        return "cloudwatchlogs";
    }

    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request, Call call) {
        String name = request.policyName();
        String document = request.policyDocument();
        if (name == null || name.isEmpty() || document == null || document.isEmpty()) {
            throw invalid("A resource policy needs a name and a document.");
        }
        if (document.length() > LONGEST_POLICY) {
            throw invalid("The policy document must not be longer than " + LONGEST_POLICY + " characters.");
        }
        try {
            PolicyKind.RESOURCE.parse(document);
        } catch (PolicySyntaxException e) {
            throw invalid("Invalid resource policy: " + e.getMessage());
        }
        ResourcePolicy policy = ResourcePolicy.builder()
                .policyName(name)
                .policyDocument(document)
                .lastUpdatedTime(platform.clock().millis())
                .build();
        NavigableMap<String, ResourcePolicy> own = policies.of(call);
        synchronized (own) {
            if (!own.containsKey(name) && own.size() >= MOST_POLICIES) {
                throw LimitExceededException.builder()
                        .message("Resource limit exceeded.")
                        .build();
            }
            own.put(name, policy);
        }
        return PutResourcePolicyResponse.builder().resourcePolicy(policy).build();
    }

    public DescribeResourcePoliciesResponse describeResourcePolicies(
            DescribeResourcePoliciesRequest request, Call call) {
        OffsetPage<ResourcePolicy> page = OffsetPage.of(
                List.copyOf(policies.of(call).values()),
                request.nextToken(),
                request.limit() == null ? PAGE : request.limit(),
                () -> invalid("The specified nextToken is invalid."));
        return DescribeResourcePoliciesResponse.builder()
                .resourcePolicies(page.items())
                .nextToken(page.marker())
                .build();
    }

    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request, Call call) {
        if (request.policyName() == null || policies.of(call).remove(request.policyName()) == null) {
            throw ResourceNotFoundException.builder()
                    .message("Policy with name [" + request.policyName() + "] does not exist.")
                    .build();
        }
        return DeleteResourcePolicyResponse.builder().build();
    }

    /** What all policies of a log group's account and region say, as one document; empty where there are none. */
    public Optional<String> policy(String arn) {
        NavigableMap<String, ResourcePolicy> own = policies.of(Scope.ofArn(arn));
        if (own.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode all = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = all.putArray("Statement");
        own.values().forEach(policy -> {
            JsonNode statement = read(policy.policyDocument()).path("Statement");
            if (statement.isArray()) {
                statement.forEach(statements::add);
            } else {
                statements.add(statement);
            }
        });
        return Optional.of(all.toString());
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    private static InvalidParameterException invalid(String message) {
        return InvalidParameterException.builder().message(message).build();
    }
}
