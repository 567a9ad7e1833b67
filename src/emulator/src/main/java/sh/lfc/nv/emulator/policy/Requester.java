package sh.lfc.nv.emulator.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who makes a request, as policies see it.
 *
 * @param kind what the principal is
 * @param arn the principal's ARN; a service's name; the identity provider's ARN; for a role that is meant without a session, the role's
 * @param roleArn the role's ARN for a session of a role, else null
 * @param id the unique identifier, such as {@code AROA…}, or null
 * @param account the principal's account, or null for services, federated identities and callers without credentials
 */
public record Requester(Kind kind, String arn, String roleArn, String id, String account) {

    /** What policies tell apart. */
    public enum Kind {
        ROOT,
        USER,
        ROLE,
        SERVICE,
        /** Somebody whom an identity provider vouches for, who is about to assume a role. */
        FEDERATED,
        ANONYMOUS
    }

    public Requester {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(arn);
    }

    public static Requester root(String account) {
        return new Requester(Kind.ROOT, "arn:aws:iam::" + account + ":root", null, account, account);
    }

    public static Requester user(String arn, String id) {
        return new Requester(Kind.USER, arn, null, id, accountOf(arn));
    }

    /** A role, in whichever session. */
    public static Requester role(String roleArn, String id) {
        return new Requester(Kind.ROLE, roleArn, roleArn, id, accountOf(roleArn));
    }

    /** One session of a role. */
    public static Requester session(String sessionArn, String roleArn, String id) {
        return new Requester(Kind.ROLE, sessionArn, roleArn, id, accountOf(roleArn));
    }

    /** A service that acts on its own behalf, by its name, such as {@code s3.amazonaws.com}. */
    public static Requester service(String name) {
        return new Requester(Kind.SERVICE, name, null, null, null);
    }

    /** Somebody whom an identity provider vouches for, by the provider's ARN. */
    public static Requester federated(String provider) {
        return new Requester(Kind.FEDERATED, provider, null, null, null);
    }

    public static Requester anonymous() {
        return new Requester(Kind.ANONYMOUS, "anonymous", null, null, null);
    }

    /** The context keys that follow from who it is. */
    public RequestContext context() {
        Map<String, List<String>> values = new HashMap<>();
        values.put("aws:PrincipalIsAWSService", List.of(Boolean.toString(kind == Kind.SERVICE)));
        switch (kind) {
            case SERVICE -> values.put("aws:PrincipalServiceName", List.of(arn));
            case FEDERATED -> values.put("aws:FederatedProvider", List.of(arn));
            case ANONYMOUS -> values.put("aws:PrincipalType", List.of("Anonymous"));
            default -> {
                values.put("aws:PrincipalArn", List.of(roleArn == null ? arn : roleArn));
                values.put("aws:PrincipalAccount", List.of(account));
                values.put("aws:PrincipalType", List.of(type()));
                if (id != null) {
                    values.put("aws:userid", List.of(id));
                }
                if (kind == Kind.USER) {
                    values.put("aws:username", List.of(arn.substring(arn.lastIndexOf('/') + 1)));
                }
            }
        }
        return RequestContext.of(values);
    }

    private String type() {
        return switch (kind) {
            case ROOT -> "Account";
            case USER -> "User";
            default -> "AssumedRole";
        };
    }

    private static String accountOf(String arn) {
        return arn.split(":", 6)[4];
    }
}
