package sh.lfc.nv.emulator;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.runtimes.lambda.Outcome;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.services.secretsmanager.RotationFunctions;

/**
 * Functions of Lambda rotate secrets, as far as they let Secrets Manager in.
 *
 * @param lambda known once all services are
 */
record FunctionsOfSecrets(Supplier<Lambda> lambda, Permissions permissions) implements RotationFunctions {

    private static final String SERVICE = "secretsmanager.amazonaws.com";

    @Override
    public boolean mayInvoke(String functionArn, String secretArn) {
        String account = Scope.ofArn(secretArn).account();
        return lambda.get().has(Scope.ofArn(functionArn), functionArn)
                && permissions.ofService(SERVICE, "lambda:InvokeFunction", functionArn, secretArn, account);
    }

    @Override
    public void run(String functionArn, byte[] event, String secretArn) {
        Outcome outcome =
                new FunctionCalls(lambda.get(), permissions, SERVICE).run(functionArn, event, secretArn, null);
        if (outcome.failed()) {
            throw new IllegalStateException(
                    outcome.error() + " " + new String(outcome.payload(), StandardCharsets.UTF_8));
        }
    }
}
