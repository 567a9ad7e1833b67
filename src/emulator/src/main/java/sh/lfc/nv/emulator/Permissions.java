package sh.lfc.nv.emulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.authorization.AccessControl;
import sh.lfc.nv.emulator.call.Principal;

/**
 * Whether services of AWS may do what they do for their customers: in their own name, as far as a resource's policy
 * lets them, or with a role.
 *
 * @param access there by the time of the first question
 */
record Permissions(Supplier<AccessControl> access) {

    /**
     * Whether a service may do something on behalf of a resource.
     *
     * @param service the service's principal, for example {@code s3.amazonaws.com}
     * @param sourceArn the resource on whose behalf it acts
     * @param sourceAccount the account of that resource
     */
    boolean ofService(String service, String action, String resource, String sourceArn, String sourceAccount) {
        return ofService(service, action, resource, sourceArn, sourceAccount, Map.of());
    }

    /** The same with further condition keys. */
    boolean ofService(
            String service,
            String action,
            String resource,
            String sourceArn,
            String sourceAccount,
            Map<String, List<String>> context) {
        Map<String, List<String>> keys = new HashMap<>(context);
        keys.put("aws:SourceArn", List.of(sourceArn));
        keys.put("aws:SourceAccount", List.of(sourceAccount));
        return decide(Principal.service(service), action, resource, sourceAccount, keys);
    }

    /**
     * Whether a service may do something with a role.
     *
     * @param session the name under which the service works with it
     */
    boolean ofRole(String roleArn, String session, String action, String resource, Map<String, List<String>> context) {
        String account = roleArn.split(":", 6)[4];
        String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        Principal principal = new Principal(
                "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session, null, Principal.Kind.ROLE_SESSION);
        return decide(principal, action, resource, account, context);
    }

    /** Whether an account may do something, for which another account's resource has to let it in. */
    boolean ofAccount(String account, String action, String resource) {
        return decide(Principal.root(account), action, resource, account, Map.of());
    }

    private boolean decide(
            Principal principal, String action, String resource, String account, Map<String, List<String>> context) {
        return access.get()
                .decide(principal, action, resource, account, context)
                .allowed();
    }
}
