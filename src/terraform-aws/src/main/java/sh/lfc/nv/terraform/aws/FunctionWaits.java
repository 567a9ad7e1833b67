package sh.lfc.nv.terraform.aws;

import sh.lfc.nv.terraform.wait.HopelessException;
import sh.lfc.nv.terraform.wait.Wait;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** Waits for functions of Lambda. */
public record FunctionWaits(LambdaClient lambda, Wait patience) {

    /**
     * Until a function can be invoked: it is active, and its last update is done.
     *
     * @throws HopelessException when its creation or its last update has failed, with the reason that Lambda gives
     */
    public FunctionConfiguration untilActive(String function) throws InterruptedException {
        return patience.until(
                "the function %s to be active".formatted(function),
                () -> configuration(function),
                found -> found.state() == State.ACTIVE
                        && (found.lastUpdateStatus() == null
                                || found.lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL),
                found -> "state %s, last update %s".formatted(found.stateAsString(), found.lastUpdateStatusAsString()));
    }

    private FunctionConfiguration configuration(String function) {
        var found = lambda.getFunction(r -> r.functionName(function)).configuration();
        if (found.state() == State.FAILED) {
            throw new HopelessException("the function %s has failed: %s".formatted(function, found.stateReason()));
        }
        if (found.lastUpdateStatus() == LastUpdateStatus.FAILED) {
            throw new HopelessException(
                    "the update of the function %s has failed: %s".formatted(function, found.lastUpdateStatusReason()));
        }
        return found;
    }
}
