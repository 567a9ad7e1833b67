package sh.lfc.nv.emulator.authorization;

import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;

/** What is known of resources where permissions are decided. Safe for use by many threads. */
public interface Resources {

    /**
     * The ARN of a resource that a request names by something else.
     *
     * @param kind as the tables of actions call it, for example {@code secret}
     * @param name a name, an identifier or an alias
     * @return empty where there is no such resource: the template of the table holds
     */
    default Optional<String> arn(String kind, Scope scope, String name) {
        return Optional.empty();
    }

    /**
     * The ARN by which policies know a resource that a request names by another one: a key's for its alias', a
     * secret's for the one without its last six characters. What is not known stays as it is.
     */
    default String canonical(String arn) {
        return arn;
    }

    /** The policy of a resource, in JSON, without which its account's own policies decide alone. */
    default Optional<String> policy(String arn) {
        return Optional.empty();
    }

    /**
     * Whether the policy of the resource must allow the action, even within its account: as KMS keys' policies and
     * roles' trust policies must.
     */
    default boolean policyDecides(String action) {
        return false;
    }

    /**
     * Whether the policy of the resource grants nothing to anybody but services and the resource's own account, as with
     * S3's {@code RestrictPublicBuckets} where the policy is public.
     */
    default boolean shutsOthersOut(String arn) {
        return false;
    }

    /** The account of a resource whose ARN does not tell it, as those of buckets. */
    default Optional<String> owner(String arn) {
        return Optional.empty();
    }

    /** The context keys that follow from a resource beside its tags, such as {@code ec2:Vpc}, with their values. */
    default Map<String, String> context(String arn) {
        return Map.of();
    }

    /**
     * Whether everybody is told that a resource does not exist, who may not have it too: as S3 tells of buckets.
     *
     * @param action what is wanted of it
     */
    default boolean isKnownToBeAbsent(String action, String arn) {
        return false;
    }

    /** The tags of a resource. */
    default Map<String, String> tags(String arn) {
        return Map.of();
    }
}
