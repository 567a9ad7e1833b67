package sh.lfc.nv.terraform.aws;

import sh.lfc.nv.terraform.wait.Wait;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;

/** Waits for changes of Route 53. */
public record DnsWaits(Route53Client route53, Wait patience) {

    /**
     * Until all of Route 53's name servers know a change.
     *
     * @param changeId as the change's answer has it, with or without {@code /change/}
     */
    public ChangeInfo untilInSync(String changeId) throws InterruptedException {
        return patience.until(
                "the change %s to be in sync".formatted(changeId),
                () -> route53.getChange(r -> r.id(changeId)).changeInfo(),
                change -> change.status() == ChangeStatus.INSYNC,
                ChangeInfo::statusAsString);
    }
}
