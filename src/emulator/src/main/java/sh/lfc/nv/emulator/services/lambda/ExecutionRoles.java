package sh.lfc.nv.emulator.services.lambda;

/** What execution roles allow. Safe for use by many threads. */
public interface ExecutionRoles {

    /** Whether the role exists and trusts {@code lambda.amazonaws.com} on behalf of the function. */
    boolean assumable(String roleArn, String functionArn);

    /** Whether Lambda may do something with the role, such as placing network interfaces. */
    boolean allows(String roleArn, String action, String resource);
}
