package sh.lfc.nv.emulator.services.eventbridge;

import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The operations on rules' targets. */
final class TargetOperations implements AwsService {

    private static final int MOST_TARGETS = 5;
    private static final int PAGE = 100;

    private final Regional<Buses> buses;

    TargetOperations(Regional<Buses> buses) {
        this.buses = buses;
    }

    @Override
    public String sdkPackage() {
        return "eventbridge";
    }

    public PutTargetsResponse putTargets(PutTargetsRequest request, Call call) {
        TargetChecks.check(request);
        buses.of(call).changeRule(request.eventBusName(), request.rule(), rule -> {
            EventRule changed = rule.with(request.targets());
            if (changed.targets().size() > MOST_TARGETS) {
                throw Refusals.limitExceeded();
            }
            return changed;
        });
        return PutTargetsResponse.builder()
                .failedEntryCount(0)
                .failedEntries(List.of())
                .build();
    }

    /** What is not there is gone already. */
    public RemoveTargetsResponse removeTargets(RemoveTargetsRequest request, Call call) {
        Constraints.json()
                .required("rule", request.rule())
                .required("ids", request.hasIds() ? request.ids() : null)
                .check();
        buses.of(call).changeRule(request.eventBusName(), request.rule(), rule -> rule.without(request.ids()));
        return RemoveTargetsResponse.builder()
                .failedEntryCount(0)
                .failedEntries(List.of())
                .build();
    }

    public ListTargetsByRuleResponse listTargetsByRule(ListTargetsByRuleRequest request, Call call) {
        Constraints.json()
                .required("rule", request.rule())
                .range("limit", request.limit(), 1, PAGE)
                .check();
        Map<String, Target> targets =
                buses.of(call).rule(request.eventBusName(), request.rule()).targets();
        OffsetPage<Target> page = page(List.copyOf(targets.values()), request.nextToken(), request.limit());
        return ListTargetsByRuleResponse.builder()
                .targets(page.items())
                .nextToken(page.marker())
                .build();
    }

    public ListRuleNamesByTargetResponse listRuleNamesByTarget(ListRuleNamesByTargetRequest request, Call call) {
        Constraints.json()
                .required("targetArn", request.targetArn())
                .range("limit", request.limit(), 1, PAGE)
                .check();
        List<String> names = buses.of(call).rules(request.eventBusName()).values().stream()
                .filter(rule -> rule.leadsTo(request.targetArn()))
                .map(EventRule::name)
                .toList();
        OffsetPage<String> page = page(names, request.nextToken(), request.limit());
        return ListRuleNamesByTargetResponse.builder()
                .ruleNames(page.items())
                .nextToken(page.marker())
                .build();
    }

    private static <T> OffsetPage<T> page(List<T> all, String token, Integer limit) {
        return OffsetPage.of(all, token, limit == null ? PAGE : limit, Refusals::invalidToken);
    }
}
