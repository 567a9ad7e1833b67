package sh.lfc.nv.emulator.authorization;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.policy.Decision;
import sh.lfc.nv.emulator.policy.EvaluationRequest;
import sh.lfc.nv.emulator.policy.NamedPolicy;
import sh.lfc.nv.emulator.policy.PolicyBundle;
import sh.lfc.nv.emulator.policy.PolicyEvaluator;
import sh.lfc.nv.emulator.policy.RequestContext;
import sh.lfc.nv.emulator.policy.Requester;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Decides on every call by the policies that are in force at its moment ("Policy evaluation logic"), and remembers what
 * it decided.
 *
 * <p>Safe for use by many threads.
 */
public final class AccessControl implements Gate {

    private final Principals principals;
    private final Resources resources;
    private final Ways ways;
    private final Clock clock;
    private final Usage usage = new Usage();
    private final PolicyTexts texts = new PolicyTexts();
    private final Map<String, ActionTable> tables = new ConcurrentHashMap<>();

    /**
     * @param ways by which calls of functions come
     * @param clock by which decisions are remembered
     */
    public AccessControl(Principals principals, Resources resources, Ways ways, Clock clock) {
        this.principals = principals;
        this.resources = resources;
        this.ways = ways;
        this.clock = clock;
    }

    /** What every principal of an account used, did not use and was refused until now. */
    public AccessReport report(String account) {
        return AccessReport.of(usage.counts(), principals.all(account), texts);
    }

    /**
     * The smallest policies under which a principal could do again what it did until now, each a JSON document that is
     * not too long for a managed policy.
     */
    public List<String> smallestPolicies(String principal) {
        return report(principal.split(":", 6)[4]).principals().stream()
                .filter(of -> of.principal().equals(principal))
                .findFirst()
                .map(of -> SmallestPolicy.of(of.used()))
                .orElse(List.of());
    }

    /**
     * What would be decided, which is not remembered.
     *
     * @param principal the ARN of a user, a role or a session, or a service's name
     * @return empty when there is no such principal
     */
    public Optional<Decision> explain(
            String principal, String action, String resource, Map<String, List<String>> context) {
        return principals
                .named(principal)
                .map(profile -> decide(
                        profile,
                        action,
                        resource,
                        Objects.requireNonNullElse(profile.requester().account(), Scope.DEFAULT_ACCOUNT),
                        context,
                        Optional.empty()));
    }

    @Override
    public void admit(String sdkPackage, String operation, SdkPojo request, Call call) {
        ActionTable table = tables.computeIfAbsent(sdkPackage, ActionTable::load);
        if (table.isForAnyone(operation)) {
            return;
        }
        List<NeededPermission> needed = needed(table, operation, Requirement.Role.NEEDED, request, call);
        Principals.Profile profile = principals.profile(call.principal());
        if (needed.isEmpty() && profile.requester().kind() == Requester.Kind.ANONYMOUS) {
            throw Refusals.anonymous(sdkPackage);
        }
        Map<String, List<String>> context = needed.isEmpty() ? Map.of() : CallContext.of(call, request);
        Optional<Ways.Way> way = needed.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(profile.context().get("lambda:SourceFunctionArn"))
                        .flatMap(function -> ways.of(call, function, sdkPackage));
        for (NeededPermission permission : needed) {
            Map<String, List<String>> keys = new HashMap<>(context);
            keys.putAll(permission.conditions());
            Decision decision = decided(
                    profile,
                    permission.action(),
                    permission.resource(),
                    call.scope().account(),
                    keys,
                    way);
            if (!decision.allowed() && !resources.isKnownToBeAbsent(permission.action(), permission.resource())) {
                throw Refusals.of(
                        sdkPackage, profile.requester(), permission.action(), permission.resource(), decision);
            }
        }
    }

    @Override
    public List<String> resources(String sdkPackage, String operation, SdkPojo request, Call call) {
        ActionTable table = tables.computeIfAbsent(sdkPackage, ActionTable::load);
        return needed(table, operation, Requirement.Role.NEEDED, request, call).stream()
                .map(NeededPermission::resource)
                .distinct()
                .toList();
    }

    @Override
    public boolean mayKnowAbsence(String sdkPackage, String operation, SdkPojo request, Call call) {
        ActionTable table = tables.computeIfAbsent(sdkPackage, ActionTable::load);
        Principals.Profile profile = principals.profile(call.principal());
        return needed(table, operation, Requirement.Role.KNOWS_ABSENCE, request, call).stream()
                .allMatch(permission -> decided(
                                        profile,
                                        permission.action(),
                                        permission.resource(),
                                        call.scope().account(),
                                        CallContext.of(call, request),
                                        Optional.empty())
                                .allowed()
                        || resources.isKnownToBeAbsent(permission.action(), permission.resource()));
    }

    /**
     * Decides on something that a service does for somebody, and remembers it.
     *
     * @param account that of the resource, where its ARN does not tell
     * @param context condition keys, such as {@code aws:SourceArn}
     */
    public Decision decide(
            Principal principal, String action, String resource, String account, Map<String, List<String>> context) {
        return decided(principals.profile(principal), action, resource, account, context, Optional.empty());
    }

    /**
     * Decides on something that somebody without policies of its own wants, such as a service that works with a role,
     * and remembers it.
     *
     * @param account that of the resource
     * @param context condition keys, such as {@code aws:SourceArn}
     */
    public Decision decide(
            Requester requester, String action, String resource, String account, Map<String, List<String>> context) {
        return decided(Principals.Profile.of(requester), action, resource, account, context, Optional.empty());
    }

    private List<NeededPermission> needed(
            ActionTable table, String operation, Requirement.Role role, SdkPojo request, Call call) {
        List<NeededPermission> needed = new ArrayList<>();
        for (Requirement requirement : table.requirements(operation)) {
            if (requirement.role() == role) {
                needed.addAll(NeededPermission.of(requirement, request, call, resources));
            }
        }
        return needed;
    }

    /** Decides, and remembers it. */
    private Decision decided(
            Principals.Profile profile,
            String action,
            String resource,
            String callersAccount,
            Map<String, List<String>> given,
            Optional<Ways.Way> way) {
        Decision decision = decide(profile, action, resource, callersAccount, given, way);
        usage.record(profile.requester(), action, resource, decision, clock.instant());
        return decision;
    }

    private Decision decide(
            Principals.Profile profile,
            String action,
            String resource,
            String callersAccount,
            Map<String, List<String>> given,
            Optional<Ways.Way> way) {
        Map<String, List<String>> context = new HashMap<>(given);
        way.ifPresent(through -> {
            context.put("aws:SourceVpc", List.of(through.vpcId()));
            context.put("aws:SourceVpce", List.of(through.endpointId()));
        });
        profile.context().forEach((key, value) -> context.put(key, List.of(value)));
        profile.tags().forEach((key, value) -> context.put("aws:PrincipalTag/" + key, List.of(value)));
        String service = action.substring(0, action.indexOf(':'));
        resources.tags(resource).forEach((key, value) -> {
            context.put("aws:ResourceTag/" + key, List.of(value));
            context.put(service + ":ResourceTag/" + key, List.of(value));
        });
        resources.context(resource).forEach((key, value) -> context.putIfAbsent(key, List.of(value)));
        String owner = owner(resource, callersAccount);
        context.put("aws:ResourceAccount", List.of(owner));
        List<NamedPolicy> policy = resources.policy(resource).stream()
                .map(json -> texts.read("the policy of " + resource, json))
                .map(text -> isOther(profile.requester(), owner) && resources.shutsOthersOut(resource)
                        ? text.withoutGrants()
                        : text)
                .toList();
        PolicyBundle bundle = new PolicyBundle(
                texts.read(profile.identity()),
                policy,
                texts.read(profile.boundary()),
                texts.read(profile.session()),
                !policy.isEmpty() && resources.policyDecides(action));
        return PolicyEvaluator.evaluate(
                new EvaluationRequest(profile.requester(), action, resource, owner, RequestContext.of(context)),
                way.map(through -> bundle.through(texts.read(through.endpointId(), through.policy())))
                        .orElse(bundle));
    }

    private static boolean isOther(Requester requester, String owner) {
        return requester.kind() != Requester.Kind.SERVICE && !owner.equals(requester.account());
    }

    private String owner(String resource, String otherwise) {
        String[] parts = resource.split(":", 6);
        return parts.length == 6 && parts[4].length() == 12
                ? parts[4]
                : resources.owner(resource).orElse(otherwise);
    }
}
