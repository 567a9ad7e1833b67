package sh.lfc.nv.harness.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.target.AwsAccess;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * What a decision on one call costs, for a user to whom a hundred policies apply: ten groups with ten managed policies
 * each, which is the most that IAM's quotas allow.
 *
 * @param policies how many apply
 * @param p50 the median, in nanoseconds
 * @param p99 in nanoseconds
 */
public record AuthorizationCost(int policies, long p50, long p99) {
    private static final int GROUPS = 10;
    private static final int POLICIES = 10;
    private static final int WARM_UP = 20_000;
    private static final int DECISIONS = 20_000;

    /** Of all policies only the last allows what is asked for. */
    private static final String STATEMENT =
            """
            {"Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "arn:aws:s3:::bucket-%d-%d/*",
             "Condition": {"StringLike": {"aws:RequestedRegion": "us-*"}}}""";

    /** Measures on an embedded AWS of this process's own. */
    public static AuthorizationCost measure() {
        try (var aws = Emulator.builder().port(0).start()) {
            var access = new AwsAccess(
                    Optional.of(aws.endpoint()), "us-east-1", Optional.of(AwsAccess.Keys.of("test", "test")));
            var user = user(access);
            var wanted = "arn:aws:s3:::bucket-%d-%d/key".formatted(GROUPS - 1, POLICIES - 1);
            var times = new long[DECISIONS];
            for (var i = -WARM_UP; i < DECISIONS; i++) {
                var begin = System.nanoTime();
                var decision = aws.accessControl()
                        .explain(user, "s3:GetObject", wanted, Map.of("aws:RequestedRegion", List.of("us-east-1")))
                        .orElseThrow();
                if (i >= 0) {
                    times[i] = System.nanoTime() - begin;
                }
                if (!decision.allowed()) {
                    throw new IllegalStateException("the last of the policies allows it: " + decision.explanation());
                }
            }
            Arrays.sort(times);
            return new AuthorizationCost(GROUPS * POLICIES, times[DECISIONS / 2], times[DECISIONS * 99 / 100]);
        } catch (IOException e) {
            throw new HarnessException("the embedded AWS cannot be measured: " + e.getMessage(), e);
        }
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
