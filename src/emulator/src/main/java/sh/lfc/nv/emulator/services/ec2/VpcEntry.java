package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * A VPC with those of its attributes that {@code DescribeVpcs} does not tell.
 *
 * @param vpc what it tells, without tags
 * @param dnsSupport whether the Amazon-provided DNS server answers
 * @param dnsHostnames whether public addresses have names
 * @param addressUsageMetrics whether address usage is measured
 */
record VpcEntry(Vpc vpc, boolean dnsSupport, boolean dnsHostnames, boolean addressUsageMetrics) {

    String id() {
        return vpc.vpcId();
    }

    VpcEntry with(Vpc changed) {
        return new VpcEntry(changed, dnsSupport, dnsHostnames, addressUsageMetrics);
    }

    /** The ranges that are associated with the VPC, the primary one first. */
    List<Cidr> ranges() {
        return vpc.cidrBlockAssociationSet().stream()
                .filter(association ->
                        association.cidrBlockState().stateAsString().equals("associated"))
                .map(association -> Cidr.of(association.cidrBlock()))
                .toList();
    }
}
