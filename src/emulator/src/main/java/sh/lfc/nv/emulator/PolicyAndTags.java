package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sh.lfc.nv.emulator.authorization.Resources;

/**
 * Resources of a service that requests name by what their ARNs are made of.
 *
 * @param policies the policy of a resource, by ARN
 * @param ownTags the tags of a resource, by ARN
 */
record PolicyAndTags(Function<String, Optional<String>> policies, Function<String, Map<String, String>> ownTags)
        implements Resources {

    @Override
    public Optional<String> policy(String arn) {
        return policies.apply(arn);
    }

    @Override
    public Map<String, String> tags(String arn) {
        return ownTags.apply(arn);
    }
}
