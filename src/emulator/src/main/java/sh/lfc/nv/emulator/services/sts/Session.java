package sh.lfc.nv.emulator.services.sts;

import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;

/**
 * A session and what limits or describes it beyond its role.
 *
 * @param credential the temporary credentials; its principal is the session
 * @param roleArn the role that the session is of, or null for a session of a user
 * @param policies inline session policies, JSON
 * @param policyArns managed session policies
 * @param tags session tags, those that are handed on included
 * @param transitiveTags the keys of the tags that a further session inherits
 * @param sourceIdentity the identity that the caller stated, or null
 * @param context condition keys that come with every call of the session, such as {@code lambda:SourceFunctionArn}
 */
public record Session(
        Credential credential,
        String roleArn,
        List<String> policies,
        List<String> policyArns,
        Map<String, String> tags,
        List<String> transitiveTags,
        String sourceIdentity,
        Map<String, String> context) {

    public Session {
        policies = List.copyOf(policies);
        policyArns = List.copyOf(policyArns);
        tags = Map.copyOf(tags);
        transitiveTags = List.copyOf(transitiveTags);
        context = Map.copyOf(context);
    }

    /** A session without anything that limits it. */
    public static Session of(Credential credential, String roleArn) {
        return of(credential, roleArn, Map.of());
    }

    /** A session that nothing limits and whose calls carry condition keys. */
    static Session of(Credential credential, String roleArn, Map<String, String> context) {
        return new Session(credential, roleArn, List.of(), List.of(), Map.of(), List.of(), null, context);
    }
}
