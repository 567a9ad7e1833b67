package sh.lfc.nv.harness.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.bench.report.Figure;
import sh.lfc.nv.harness.bench.report.Goal;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.report.Section;
import sh.lfc.nv.harness.bench.report.Unit;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * What a decision on one call costs, for a user to whom a hundred policies apply: ten groups with ten managed policies
 * each, which is the most that IAM's quotas allow.
 */
public final class AuthorizationMeasurement implements Measurement {
    private static final int GROUPS = 10;
    private static final int POLICIES = 10;
    private static final int WARM_UP = 20_000;
    private static final int DECISIONS = 20_000;
    private static final double GOAL_MICROS = 50;
    private static final double NANOS = 1_000;

    /** Of all policies only the last allows what is asked for. */
    private static final String STATEMENT =
            """
            {"Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "arn:aws:s3:::bucket-%d-%d/*",
             "Condition": {"StringLike": {"aws:RequestedRegion": "us-*"}}}""";

    @Override
    public String name() {
        return "authorization";
    }

    /** Measures on an embedded AWS of this process's own. */
    @Override
    public Section measure(Setting setting) {
        var middle = new ArrayList<Double>();
        var late = new ArrayList<Double>();
        try (var target = EmbeddedTarget.start(0, setting.kept())) {
            var wanted = "arn:aws:s3:::bucket-%d-%d/key".formatted(GROUPS - 1, POLICIES - 1);
            var user = user(target.aws());
            for (var round = 1; round <= setting.rounds(); round++) {
                setting.progress().doing("deciding on calls, round " + round);
                var times = target.timeDecisions(user, "s3:GetObject", wanted, WARM_UP, DECISIONS);
                Arrays.sort(times);
                middle.add(times[DECISIONS / 2] / NANOS);
                late.add(times[DECISIONS * 99 / 100] / NANOS);
            }
        }
        return Section.of(
                name(),
                "Authorization",
                "%d decisions on a call by a user to whom %d policies apply, of which the last allows it."
                        .formatted(DECISIONS, GROUPS * POLICIES),
                setting.found(List.of(
                        Row.of("one decision, p50", Unit.MICROSECONDS, Figure.of(middle), Goal.of(GOAL_MICROS)),
                        Row.of("one decision, p99", Unit.MICROSECONDS, Figure.of(late)))));
    }

    private static String user(AwsAccess access) {
        try (var iam = access.client(IamClient.builder())) {
            var arn = iam.createUser(create -> create.userName("many-policies"))
                    .user()
                    .arn();
            for (var group = 0; group < GROUPS; group++) {
                var name = "group-" + group;
                iam.createGroup(create -> create.groupName(name));
                iam.addUserToGroup(add -> add.groupName(name).userName("many-policies"));
                for (var policy = 0; policy < POLICIES; policy++) {
                    var document = "{\"Version\": \"2012-10-17\", \"Statement\": [" + STATEMENT.formatted(group, policy)
                            + "]}";
                    var number = policy;
                    var made = iam.createPolicy(create ->
                                    create.policyName(name + "-" + number).policyDocument(document))
                            .policy()
                            .arn();
                    iam.attachGroupPolicy(attach -> attach.groupName(name).policyArn(made));
                }
            }
            return arn;
        }
    }
}
