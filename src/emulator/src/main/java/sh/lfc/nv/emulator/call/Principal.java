package sh.lfc.nv.emulator.call;

/**
 * Who makes a call.
 *
 * @param arn for example {@code arn:aws:iam::000000000000:root}; for a service principal its name
 * @param userId the unique identifier that {@code GetCallerIdentity} answers
 * @param kind what the principal is
 * @param accessKeyId the key of a session, which tells sessions of the same name apart; else null
 */
public record Principal(String arn, String userId, Kind kind, String accessKeyId) {

    /** The kinds of principals that policies tell apart. */
    public enum Kind {
        ROOT,
        USER,
        ROLE_SESSION,
        SERVICE,
        ANONYMOUS
    }

    /** A principal that is no session. */
    public Principal(String arn, String userId, Kind kind) {
        this(arn, userId, kind, null);
    }

    /** The account's root, which the operator is unless told otherwise. */
    public static Principal root(String account) {
        return new Principal("arn:aws:iam::" + account + ":root", account, Kind.ROOT);
    }

    /** An AWS service that acts on its own behalf, for example {@code s3.amazonaws.com}. */
    public static Principal service(String name) {
        return new Principal(name, name, Kind.SERVICE);
    }

    /** A caller without credentials. */
    public static Principal anonymous() {
        return new Principal("anonymous", "anonymous", Kind.ANONYMOUS);
    }
}
