package sh.lfc.nv.terraform.policy.aws;

import java.util.List;
import java.util.Set;
import sh.lfc.nv.terraform.policy.Policy;

/**
 * Ready rules for AWS. Where only an apply will tell a value, a rule gives the benefit of the doubt and {@link
 * Policy#undecided} tells so; {@link Policy#strictly} gives none. A policy document that an {@code aws_iam_policy_document}
 * describes is judged by that, also when its text is not known yet. Written for version 5 of the provider.
 */
public final class AwsPolicies {
    private AwsPolicies() {}

    /**
     * No security group lets everybody in: no ingress from {@code 0.0.0.0/0} or {@code ::/0}, whether it stands in the group,
     * in an {@code aws_security_group_rule} or in an {@code aws_vpc_security_group_ingress_rule}.
     *
     * @param allowedPorts ports on which everybody may come in, each by itself: 443
     */
    public static Policy noSecurityGroupIsOpenToTheWorld(Integer... allowedPorts) {
        return new OpenSecurityGroups(Set.of(allowedPorts));
    }

    /**
     * What keeps data encrypts it: buckets say how (beyond S3's own default), databases, caches, file systems, disks (those of
     * machines and of their templates, the root disk also where nothing is said of it), streams and topics are told to, and
     * queues are not told not to. What a bucket's policy demands of its clients is another matter.
     */
    public static Policy everythingIsEncryptedAtRest() {
        return new EncryptionAtRest();
    }

    /**
     * Every resource that can have tags has these, the provider's default tags included, with a value that is not empty. One
     * whose default tags depend on a resource of the same plan, or that has none, is judged by its own tags.
     */
    public static Policy everythingIsTagged(String... tags) {
        return new RequiredTags(List.of(tags));
    }

    /**
     * No bucket is open to everybody: no such ACL, be it a canned one or a grant to {@code AllUsers} or {@code
     * AuthenticatedUsers}, no policy that allows something to everybody without a condition, and none of the four blocks of
     * public access switched off. Buckets without a block of their own have AWS's, which is on.
     */
    public static Policy noBucketIsPublic() {
        return new PublicBuckets();
    }

    /**
     * Every bucket has a policy that denies everything to everybody whose request comes without TLS ({@code
     * aws:SecureTransport}). It says nothing about who else may do what, nor about what is kept.
     */
    public static Policy noBucketIsReachedWithoutTls() {
        return new PlainHttp();
    }

    /** No policy of IAM allows all actions, all of one service ({@code s3:*}), or all but some. */
    public static Policy noWildcardActions() {
        return new WildcardActions();
    }
}
