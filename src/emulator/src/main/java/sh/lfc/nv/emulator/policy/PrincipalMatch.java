package sh.lfc.nv.emulator.policy;

import java.util.List;
import java.util.Map;

/**
 * How a statement of a resource's policy names a requester, the least first ("AWS JSON policy elements: Principal" and
 * "NotPrincipal").
 */
enum PrincipalMatch {
    /** Not at all. */
    NONE,
    /** By its account, which hands the decision to the account's own policies. */
    ACCOUNT,
    /** By its role or as anybody; permissions boundary and session policies limit the grant. */
    ROLE,
    /** By its own ARN, or as a service; nothing limits the grant. */
    ITSELF;

    static PrincipalMatch of(Statement statement, Requester requester) {
        if (!statement.notPrincipals().isEmpty()) {
            return excepted(statement.notPrincipals(), requester) ? NONE : ROLE;
        }
        return named(statement.principals(), requester);
    }

    private static PrincipalMatch named(Map<String, List<String>> principals, Requester requester) {
        if (isEverybody(principals)) {
            return anybody(requester);
        }
        if (requester.kind() == Requester.Kind.SERVICE) {
            List<String> services = principals.getOrDefault("Service", List.of());
            return services.contains(requester.arn()) || services.contains("*") ? ITSELF : NONE;
        }
        if (requester.kind() == Requester.Kind.FEDERATED) {
            List<String> providers = principals.getOrDefault("Federated", List.of());
            return providers.contains(requester.arn()) || providers.contains("*") ? ITSELF : NONE;
        }
        PrincipalMatch most = NONE;
        for (String principal : principals.getOrDefault("AWS", List.of())) {
            PrincipalMatch match = aws(principal, requester);
            most = match.compareTo(most) > 0 ? match : most;
        }
        return most;
    }

    private static PrincipalMatch aws(String principal, Requester requester) {
        if (requester.kind() == Requester.Kind.ANONYMOUS) {
            return NONE;
        }
        boolean role = principal.equals(requester.roleArn()) || isRoleId(principal, requester);
        if (requester.kind() == Requester.Kind.ROLE && role) {
            return ROLE;
        }
        if (principal.equals(requester.arn()) || principal.equals(requester.id())) {
            return requester.kind() == Requester.Kind.ROOT ? ACCOUNT : ITSELF;
        }
        return isAccount(principal, requester.account()) ? ACCOUNT : NONE;
    }

    /** {@code "*"} and {@code {"AWS": "*"}} are the same, and mean services too. */
    private static boolean isEverybody(Map<String, List<String>> principals) {
        return principals.containsKey("*")
                || principals.getOrDefault("AWS", List.of()).contains("*");
    }

    /** A session's identifier is that of its role and its name. */
    private static boolean isRoleId(String principal, Requester requester) {
        return requester.id() != null
                && (requester.id().equals(principal) || requester.id().startsWith(principal + ":"));
    }

    private static PrincipalMatch anybody(Requester requester) {
        return switch (requester.kind()) {
            case SERVICE, FEDERATED, ANONYMOUS -> ITSELF;
            default -> ROLE;
        };
    }

    /** To be excepted, account, role and session must all be named. */
    private static boolean excepted(Map<String, List<String>> notPrincipals, Requester requester) {
        if (isEverybody(notPrincipals)) {
            return true;
        }
        if (requester.kind() == Requester.Kind.SERVICE) {
            return notPrincipals.getOrDefault("Service", List.of()).contains(requester.arn());
        }
        if (requester.kind() == Requester.Kind.FEDERATED) {
            return notPrincipals.getOrDefault("Federated", List.of()).contains(requester.arn());
        }
        List<String> names = notPrincipals.getOrDefault("AWS", List.of());
        return requester.account() != null
                && names.stream().anyMatch(name -> isAccount(name, requester.account()))
                && (requester.kind() == Requester.Kind.ROOT || names.contains(requester.arn()))
                && (requester.roleArn() == null || names.contains(requester.roleArn()));
    }

    private static boolean isAccount(String principal, String account) {
        return principal.equals(account) || principal.equals("arn:aws:iam::" + account + ":root");
    }
}
