package sh.lfc.nv.harness.deploy;

import java.time.Duration;
import sh.lfc.nv.terraform.Changes;

/**
 * What a stack cost.
 *
 * @param stack its name
 * @param begun how long after the first stack it began
 * @param init how long Terraform took to initialise it; zero when it was still initialised
 * @param change how long Terraform took to plan and apply, or destroy
 * @param changes how many resources were changed
 */
public record StackTiming(String stack, Duration begun, Duration init, Duration change, Changes changes) {
    public Duration total() {
        return init.plus(change);
    }
}
