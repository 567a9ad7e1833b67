package sh.lfc.nv.emulator.services.lambda;

/** Tells whether Lambda may assume a role. Safe for use by many threads. */
@FunctionalInterface
public interface ExecutionRoles {

    /** Whether the role exists and trusts {@code lambda.amazonaws.com}. */
    boolean assumable(String roleArn);
}
