package sh.lfc.nv.emulator.services.route53;

import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.route53.model.ChangeInfo;

/**
 * Whether an answer carries the change by which a caller follows its propagation to the name servers.
 *
 * <p>Terraform's provider sleeps 10 to 30 seconds, chosen at random, before it asks for the first time whether a change
 * has arrived, to spare Route 53's request limits; it does not when the answer names no change. Here every change has
 * arrived when it is answered, unless things take their time, so Terraform gets no change to wait for. All other callers
 * get AWS's answer.
 */
final class Receipts {

    private static final String TERRAFORM = "HashiCorp-terraform";

    private Receipts() {}

    /** Notes a change, and answers it, or nothing for a caller that would wait for what has already happened. */
    static ChangeInfo of(Zones zones, String comment, Call call) {
        ChangeInfo change = zones.changed(comment);
        boolean waits = call.header("user-agent")
                .filter(agent -> agent.contains("Terraform/") || agent.contains(TERRAFORM))
                .isPresent();
        return waits && !zones.propagateLate() ? null : change;
    }
}
