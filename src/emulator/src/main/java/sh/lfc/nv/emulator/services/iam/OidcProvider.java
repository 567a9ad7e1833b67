package sh.lfc.nv.emulator.services.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An OpenID Connect provider that the account trusts.
 *
 * @param url the issuer, without {@code https://}
 */
record OidcProvider(
        String arn,
        String url,
        List<String> clientIds,
        List<String> thumbprints,
        Instant created,
        Map<String, String> tags) {

    OidcProvider {
        clientIds = List.copyOf(clientIds);
        thumbprints = List.copyOf(thumbprints);
        tags = Tags.copy(tags);
    }

    OidcProvider withClients(List<String> changed) {
        return new OidcProvider(arn, url, changed, thumbprints, created, tags);
    }

    OidcProvider withThumbprints(List<String> changed) {
        return new OidcProvider(arn, url, clientIds, changed, created, tags);
    }

    OidcProvider withTags(Map<String, String> changed) {
        return new OidcProvider(arn, url, clientIds, thumbprints, created, changed);
    }
}
