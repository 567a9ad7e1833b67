package sh.lfc.nv.emulator;

import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.runtimes.lambda.Outcome;
import sh.lfc.nv.emulator.services.lambda.Lambda;

/**
 * How a service of AWS invokes functions on behalf of a customer's resource: as far as the functions' policies let it.
 *
 * @param service the service's principal, for example {@code sns.amazonaws.com}
 */
record FunctionCalls(Lambda lambda, Permissions permissions, String service) {

    /**
     * Queues an event for a function.
     *
     * @param source the ARN of the resource
     * @param account the resource's account; null when it is the one in the ARN
     */
    void queue(String functionArn, byte[] event, String source, String account) {
        requirePermission(functionArn, source, account);
        lambda.invokeAsync(Scope.ofArn(functionArn), functionArn, event, Principal.service(service));
    }

    /** Runs a function and waits for its answer; parameters as of {@link #queue}. */
    Outcome run(String functionArn, byte[] event, String source, String account) {
        requirePermission(functionArn, source, account);
        return lambda.invoke(Scope.ofArn(functionArn), functionArn, event, Principal.service(service));
    }

    private void requirePermission(String functionArn, String source, String account) {
        String owner = account == null ? source.split(":", 6)[4] : account;
        if (!permissions.ofService(service, "lambda:InvokeFunction", functionArn, source, owner)) {
            throw new AwsError(
                    "AccessDeniedException",
                    403,
                    "User: " + service + " is not authorized to perform: lambda:InvokeFunction on resource: "
                            + functionArn
                            + " because no resource-based policy allows the lambda:InvokeFunction action");
        }
    }
}
