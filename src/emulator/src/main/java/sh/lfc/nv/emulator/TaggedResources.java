package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sh.lfc.nv.emulator.authorization.Resources;

/**
 * Resources that requests name by what their ARNs are made of.
 *
 * @param tagsOf by ARN
 * @param ownerOf the account, by ARN; empty where the ARN tells it
 * @param policyOf by ARN; empty where there is none
 */
record TaggedResources(
        Function<String, Map<String, String>> tagsOf,
        Function<String, Optional<String>> ownerOf,
        Function<String, Optional<String>> policyOf)
        implements Resources {

    private static final Function<String, Optional<String>> NONE = arn -> Optional.empty();

    static TaggedResources of(Function<String, Map<String, String>> tagsOf) {
        return new TaggedResources(tagsOf, NONE, NONE);
    }

    /** Resources whose ARNs do not tell the account. */
    TaggedResources ownedBy(Function<String, Optional<String>> owner) {
        return new TaggedResources(tagsOf, owner, policyOf);
    }

    /** Resources with policies of their own. */
    TaggedResources withPolicies(Function<String, Optional<String>> policy) {
        return new TaggedResources(tagsOf, ownerOf, policy);
    }

    @Override
    public Optional<String> policy(String arn) {
        return policyOf.apply(arn);
    }

    @Override
    public Map<String, String> tags(String arn) {
        return tagsOf.apply(arn);
    }

    @Override
    public Optional<String> owner(String arn) {
        return ownerOf.apply(arn);
    }
}
