package sh.lfc.nv.emulator;

import java.util.Map;
import sh.lfc.nv.emulator.services.lambda.ExecutionRoles;

/** Execution roles of functions, as IAM has them. */
record FunctionRoles(IamRoles roles, Permissions permissions) implements ExecutionRoles {

    @Override
    public boolean assumable(String roleArn, String functionArn) {
        return roles.mayAssume(roleArn, "lambda.amazonaws.com", functionArn);
    }

    @Override
    public boolean allows(String roleArn, String action, String resource) {
        return permissions.ofRole(roleArn, "awslambda", action, resource, Map.of());
    }
}
