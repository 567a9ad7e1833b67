package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sh.lfc.nv.emulator.authorization.Resources;

/**
 * Resources of which policies ask no more than their tags and their account.
 *
 * @param tagsOf by ARN
 * @param ownerOf by ARN; empty where the ARN tells the account
 */
record TaggedResources(Function<String, Map<String, String>> tagsOf, Function<String, Optional<String>> ownerOf)
        implements Resources {

    static TaggedResources of(Function<String, Map<String, String>> tagsOf) {
        return new TaggedResources(tagsOf, arn -> Optional.empty());
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
