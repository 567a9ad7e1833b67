package sh.lfc.nv.emulator;

import java.util.function.Supplier;
import sh.lfc.nv.emulator.httpapi.Functions;
import sh.lfc.nv.emulator.runtimes.lambda.Outcome;
import sh.lfc.nv.emulator.services.lambda.Lambda;

/**
 * Functions as API Gateway invokes them: as far as their policies let it.
 *
 * @param lambda there by the time of the first request
 */
record ApiFunctions(Supplier<Lambda> lambda, Permissions permissions) implements Functions {

    @Override
    public Answer invoke(String functionArn, byte[] event, String sourceArn) {
        Outcome outcome = new FunctionCalls(lambda.get(), permissions, "apigateway.amazonaws.com")
                .run(functionArn, event, sourceArn, null);
        return new Answer(outcome.payload(), outcome.failed());
    }
}
