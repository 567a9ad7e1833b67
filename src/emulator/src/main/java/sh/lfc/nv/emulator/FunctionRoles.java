package sh.lfc.nv.emulator;

import java.util.Map;
import sh.lfc.nv.emulator.services.iam.Identities;
import sh.lfc.nv.emulator.services.lambda.ExecutionRoles;

/** Execution roles of functions, as IAM has them. */
record FunctionRoles(Identities identities, Permissions permissions) implements ExecutionRoles {

    @Override
    public boolean assumable(String roleArn) {
        return identities.serviceMayAssume(roleArn, "lambda.amazonaws.com");
    }

    @Override
    public boolean allows(String roleArn, String action, String resource) {
        return permissions.ofRole(roleArn, "awslambda", action, resource, Map.of());
    }
}
