package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;

/**
 * EC2's network: its operations, and what the rest of the emulator may know of it and do in it.
 *
 * <p>Safe for use by many threads.
 */
public final class Ec2 {

    private final List<AwsService> services;
    private final Network network;
    private final KnownResources resources;

    public Ec2(Platform platform) {
        Changes changes = new Changes();
        Regional<Ec2Region> regions = new Regional<>(scope -> {
            Ec2Region region = new Ec2Region(scope, platform.ids(), platform.clock(), changes);
            VpcCreation.createDefault(region);
            return region;
        });
        this.services = List.of(
                new Vpcs(regions),
                new SubnetOperations(regions),
                new RouteTableOperations(regions),
                new Routes(regions),
                new InternetGateways(regions),
                new NatGateways(regions, platform),
                new ElasticIps(regions),
                new DhcpOptionSets(regions),
                new NetworkAcls(regions),
                new SecurityGroups(regions),
                new SecurityGroupRuleOperations(regions),
                new NetworkInterfaceOperations(regions),
                new VpcEndpoints(regions, platform),
                new ServiceDirectory(regions),
                new Places(regions),
                new TagOperations(regions),
                new Absences(regions));
        this.network = new Network(regions, changes);
        this.resources = new KnownResources(regions);
    }

    /** The operations, one object a resource family. */
    public List<AwsService> services() {
        return services;
    }

    /** What policies ask of the resources. */
    public KnownResources resources() {
        return resources;
    }

    /** What other services need of the network, and what decides who reaches whom. */
    public Network network() {
        return network;
    }
}
