package sh.lfc.nv.emulator.services.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.policy.ContextKeys;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import sh.lfc.nv.emulator.policy.RequestContext;
import sh.lfc.nv.emulator.policy.Requester;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/**
 * The policy simulator ("SimulatePrincipalPolicy", "SimulateCustomPolicy").
 *
 * <p>Unlike AWS's it takes a role for the caller, too, and a resource policy for a role without a caller named: what
 * is asked most is whether a function's role may do something. What follows from who asks, such as
 * {@code aws:PrincipalArn}, need not be given as context.
 */
final class PolicySimulator implements AwsService {

    private static final Pattern ENTITY =
            Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):(user|role|group)/(?:.*/)?([^/]+)");
    private static final List<String> ANY = List.of("*");

    private final IamAccounts accounts;

    PolicySimulator(IamAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(SimulatePrincipalPolicyRequest request, Call call) {
        checkActions(request.actionNames());
        PolicyHolder source = holder(request.policySourceArn());
        EffectivePolicies own = EffectivePolicies.of(accounts.of(accountOf(request.policySourceArn())), source);
        EffectivePolicies policies = new EffectivePolicies(
                joined(own.identity(), input("PolicyInputList", request.policyInputList())),
                request.permissionsBoundaryPolicyInputList().isEmpty()
                        ? own.boundary()
                        : input("PermissionsBoundaryPolicyInputList", request.permissionsBoundaryPolicyInputList()));
        Requester requester = request.callerArn() == null ? requester(source) : requester(request.callerArn());
        OffsetPage<EvaluationResult> page = Pages.of(
                run(
                        new Simulation(
                                requester,
                                policies,
                                resourcePolicy(request.resourcePolicy()),
                                owner(request.resourceOwner(), call),
                                context(request.contextEntries())),
                        request.actionNames(),
                        request.resourceArns()),
                request.marker(),
                request.maxItems());
        return SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public SimulateCustomPolicyResponse simulateCustomPolicy(SimulateCustomPolicyRequest request, Call call) {
        checkActions(request.actionNames());
        if (request.resourcePolicy() != null && request.callerArn() == null) {
            throw Refusal.invalid("CallerArn is required when a ResourcePolicy is given.");
        }
        Requester requester = request.callerArn() == null
                ? Requester.user("arn:aws:iam::" + call.scope().account() + ":user/simulated", null)
                : requester(request.callerArn());
        EffectivePolicies policies = new EffectivePolicies(
                input("PolicyInputList", request.policyInputList()),
                input("PermissionsBoundaryPolicyInputList", request.permissionsBoundaryPolicyInputList()));
        OffsetPage<EvaluationResult> page = Pages.of(
                run(
                        new Simulation(
                                requester,
                                policies,
                                resourcePolicy(request.resourcePolicy()),
                                owner(request.resourceOwner(), call),
                                context(request.contextEntries())),
                        request.actionNames(),
                        request.resourceArns()),
                request.marker(),
                request.maxItems());
        return SimulateCustomPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public GetContextKeysForCustomPolicyResponse getContextKeysForCustomPolicy(
            GetContextKeysForCustomPolicyRequest request) {
        return GetContextKeysForCustomPolicyResponse.builder()
                .contextKeyNames(keys(input("PolicyInputList", request.policyInputList())))
                .build();
    }

    public GetContextKeysForPrincipalPolicyResponse getContextKeysForPrincipalPolicy(
            GetContextKeysForPrincipalPolicyRequest request) {
        EffectivePolicies own = EffectivePolicies.of(
                accounts.of(accountOf(request.policySourceArn())), holder(request.policySourceArn()));
        return GetContextKeysForPrincipalPolicyResponse.builder()
                .contextKeyNames(keys(joined(own.identity(), input("PolicyInputList", request.policyInputList()))))
                .build();
    }

    private static List<EvaluationResult> run(Simulation simulation, List<String> actions, List<String> resources) {
        List<String> on = resources.isEmpty() ? ANY : resources;
        return actions.stream().map(action -> simulation.run(action, on)).toList();
    }

    private static Set<String> keys(List<SourcePolicy> policies) {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        policies.forEach(policy -> keys.addAll(ContextKeys.of(policy.read().document())));
        return keys;
    }

    private PolicyHolder holder(String arn) {
        Matcher parts = entity(arn);
        IamAccount account = accounts.of(parts.group(1));
        String name = parts.group(3);
        return switch (parts.group(2)) {
            case "role" -> account.roles().get(name);
            case "user" -> account.users().get(name);
            default -> account.groups().get(name);
        };
    }

    private static String accountOf(String arn) {
        return entity(arn).group(1);
    }

    private static Matcher entity(String arn) {
        Constraints.query().required("policySourceArn", arn).check();
        Matcher parts = ENTITY.matcher(arn);
        if (!parts.matches()) {
            throw Refusal.invalid("Invalid Entity Arn: " + arn + " does not clearly define entity type and name.");
        }
        return parts;
    }

    /** A group's policies are tried by a user of no name. */
    private static Requester requester(PolicyHolder holder) {
        if (holder instanceof IamRole role) {
            return Requester.role(role.arn(), role.id());
        }
        return holder instanceof IamUser user
                ? Requester.user(user.arn(), user.id())
                : Requester.user("arn:aws:iam::" + holder.arn().split(":")[4] + ":user/simulated", null);
    }

    /** A caller need not exist. */
    private static Requester requester(String arn) {
        Matcher parts = ENTITY.matcher(arn);
        if (arn.matches("arn:aws[a-z-]*:iam::\\d{12}:root")) {
            return Requester.root(arn.split(":")[4]);
        }
        if (!parts.matches() || parts.group(2).equals("group")) {
            throw Refusal.invalid("Invalid CallerArn: " + arn);
        }
        return parts.group(2).equals("role") ? Requester.role(arn, null) : Requester.user(arn, null);
    }

    private static List<SourcePolicy> input(String name, List<String> documents) {
        List<SourcePolicy> policies = new ArrayList<>();
        for (String document : documents) {
            policies.add(checked(new SourcePolicy(name + "." + (policies.size() + 1), document), PolicyKind.IDENTITY));
        }
        return policies;
    }

    private static SourcePolicy resourcePolicy(String document) {
        return document == null ? null : checked(new SourcePolicy("ResourcePolicy", document), PolicyKind.RESOURCE);
    }

    private static SourcePolicy checked(SourcePolicy policy, PolicyKind kind) {
        try {
            kind.parse(policy.json());
            return policy;
        } catch (PolicySyntaxException e) {
            throw Refusal.invalid("Invalid policy " + policy.name() + ": " + e.getMessage());
        }
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** An account, or the ARN of one; without it the caller's own. */
    private static String owner(String owner, Call call) {
        if (owner == null) {
            return call.scope().account();
        }
        return owner.startsWith("arn:") ? owner.split(":", 6)[4] : owner;
    }

    private static RequestContext context(List<ContextEntry> entries) {
        RequestContext context = RequestContext.EMPTY;
        for (ContextEntry entry : entries) {
            Constraints.query()
                    .required("contextKeyName", entry.contextKeyName())
                    .check();
            context = context.with(
                    entry.contextKeyName(), entry.contextKeyValues().toArray(String[]::new));
        }
        return context;
    }

    private static void checkActions(List<String> actions) {
        Constraints.query()
                .required("actionNames", actions.isEmpty() ? null : actions)
                .check();
        for (String action : actions) {
            if (!action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*]+")) {
                throw Refusal.invalid("Invalid Action Name: " + action);
            }
        }
    }
}
