package sh.lfc.nv.emulator.realism;

import java.time.Duration;

/**
 * How long things take on AWS. Where its documentation states a time, that is said; the others are usual times, as waits in
 * the acceptance tests and issues of Terraform's provider and of the SDKs show them, and vary on AWS.
 */
public enum Delay {

    /** Usual for a small instance: 4 to 6 minutes until it is available, the last of them backing up. */
    RDS_CREATION(Duration.ofMinutes(4)),
    /** Usual. A new instance with automated backups is backed up first ("Introduction to backups"). */
    RDS_FIRST_BACKUP(Duration.ofMinutes(1)),
    /** Usual for what needs no other storage or class, such as a password. */
    RDS_MODIFICATION(Duration.ofSeconds(60)),
    /** Usual. "Rebooting a DB instance": depends on the recovery; an outage of a minute or so. */
    RDS_REBOOT(Duration.ofSeconds(60)),
    /** Usual. "Stopping an Amazon RDS DB instance temporarily": some minutes. */
    RDS_STOP(Duration.ofMinutes(3)),
    /** Usual: as long as a creation. */
    RDS_START(Duration.ofMinutes(4)),
    /** Usual: 3 to 5 minutes. */
    RDS_DELETION(Duration.ofMinutes(4)),

    /** Usual for a group of small nodes: 6 to 8 minutes. */
    CACHE_CREATION(Duration.ofMinutes(7)),
    /** Usual for what changes nothing but settings; replicas take as long as a creation. */
    CACHE_MODIFICATION(Duration.ofMinutes(1)),
    /** Usual. */
    CACHE_SCALING(Duration.ofMinutes(7)),
    /** Usual: 3 to 6 minutes. */
    CACHE_DELETION(Duration.ofMinutes(4)),

    /** Usual: 90 to 120 seconds. */
    NAT_GATEWAY_CREATION(Duration.ofSeconds(90)),
    /** Usual: about a minute. */
    NAT_GATEWAY_DELETION(Duration.ofSeconds(60)),
    /** Usual for interface endpoints; gateway endpoints are there at once. */
    ENDPOINT_CREATION(Duration.ofSeconds(90)),
    /** Usual for interface endpoints. */
    ENDPOINT_DELETION(Duration.ofSeconds(60)),

    /**
     * Usual: one to two minutes. "DNS validation": it can take up to several hours; "Troubleshoot DNS validation": 30
     * minutes are no reason to worry.
     */
    CERTIFICATE_VALIDATION(Duration.ofSeconds(90)),

    /** Usual. "Lambda function states": pending until resources are there; a function without a VPC needs few. */
    FUNCTION_CREATION(Duration.ofSeconds(2)),
    /** Usual. "Giving Lambda functions access to resources in an Amazon VPC": the interfaces can take several minutes. */
    FUNCTION_CREATION_IN_VPC(Duration.ofSeconds(20)),
    /** Usual. */
    FUNCTION_UPDATE(Duration.ofSeconds(3)),
    /** Usual, where the VPC's subnets or security groups change. */
    FUNCTION_MOVE_IN_VPC(Duration.ofSeconds(20)),
    /**
     * "Giving Lambda functions access to resources in an Amazon VPC": up to 20 minutes until the network interfaces of a
     * function that is gone are deleted, and with them what keeps security groups and subnets from being deleted. Usual:
     * 10 to 20.
     */
    FUNCTION_INTERFACE_DELETION(Duration.ofMinutes(15)),

    /** Usual for a regional domain name. */
    DOMAIN_NAME(Duration.ofSeconds(30)),
    /** Usual. "Customizing HTTP API access logs": best effort, without a time. */
    ACCESS_LOG(Duration.ofSeconds(5)),

    /** Usual: a canary's function and layer are made and published. */
    CANARY_CREATION(Duration.ofSeconds(30)),
    /** Usual. */
    CANARY_UPDATE(Duration.ofSeconds(20)),
    /** Usual. */
    CANARY_START(Duration.ofSeconds(10)),
    /** Usual. A run that is under way is not waited for. */
    CANARY_STOP(Duration.ofSeconds(10)),
    /** Usual. */
    CANARY_DELETION(Duration.ofSeconds(15)),

    /** "GetChange": generally within 60 seconds; usual: 30. */
    DNS_CHANGE(Duration.ofSeconds(30)),

    /**
     * "Troubleshoot IAM", changes that are not always immediately visible: no time is stated. Usual: 5 to 10 seconds for
     * roles to be assumable, as the retries of Terraform's provider allow for two minutes.
     */
    IAM_PROPAGATION(Duration.ofSeconds(8)),

    /** "PutBucketNotificationConfiguration", "Enabling event notifications": up to five minutes; usual: half a minute. */
    BUCKET_NOTIFICATION(Duration.ofSeconds(30)),
    /** "Amazon S3 Event Notifications": typically in seconds, sometimes a minute or longer. */
    BUCKET_EVENT(Duration.ofSeconds(1));

    private final Duration usual;

    Delay(Duration usual) {
        this.usual = usual;
    }

    /** How long it takes on AWS. */
    public Duration usual() {
        return usual;
    }
}
