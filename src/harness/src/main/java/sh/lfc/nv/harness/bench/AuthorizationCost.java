package sh.lfc.nv.harness.bench;

import java.nio.file.Path;
import java.util.Arrays;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.target.EmbeddedTarget;
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

    /**
     * Measures on an embedded AWS of this process's own.
     *
     * @param kept where it keeps its certificate authority
     */
    public static AuthorizationCost measure(Path kept) {
        try (var target = EmbeddedTarget.start(0, kept)) {
            var wanted = "arn:aws:s3:::bucket-%d-%d/key".formatted(GROUPS - 1, POLICIES - 1);
            var times = target.timeDecisions(user(target.aws()), "s3:GetObject", wanted, WARM_UP, DECISIONS);
            Arrays.sort(times);
            return new AuthorizationCost(GROUPS * POLICIES, times[DECISIONS / 2], times[DECISIONS * 99 / 100]);
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
