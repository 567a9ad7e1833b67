package sh.lfc.nv.emulator.services.rds;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.rds.model.AvailabilityZone;
import software.amazon.awssdk.services.rds.model.CreateDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSubnetGroupResponse;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DeleteDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbSubnetGroupResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbSubnetGroupResponse;
import software.amazon.awssdk.services.rds.model.Subnet;

/** DB subnet groups. */
final class SubnetGroups implements AwsService {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._ -]{1,255}");
    private static final int LEAST_ZONES = 2;

    private final Regional<RdsRegion> regions;
    private final InstanceNetwork network;

    SubnetGroups(Regional<RdsRegion> regions, InstanceNetwork network) {
        this.regions = regions;
        this.network = network;
    }

    @Override
    public String sdkPackage() {
        return "rds";
    }

    public CreateDbSubnetGroupResponse createDBSubnetGroup(CreateDbSubnetGroupRequest request, Call call) {
        String name = request.dbSubnetGroupName();
        if (name == null) {
            throw RdsErrors.missing("DBSubnetGroupName");
        }
        if (!NAME.matcher(name).matches() || name.equalsIgnoreCase("default")) {
            throw RdsErrors.value("The parameter DBSubnetGroupName must be provided and must not be blank or default,"
                    + " and contain only letters, digits, periods, underscores, spaces and hyphens.");
        }
        if (request.dbSubnetGroupDescription() == null) {
            throw RdsErrors.missing("DBSubnetGroupDescription");
        }
        RdsRegion region = regions.of(call);
        DBSubnetGroup group = group(
                call.scope(),
                RdsRegion.key(name),
                request.dbSubnetGroupDescription(),
                subnets(call.scope(), request.subnetIds()));
        if (region.subnetGroups.putIfAbsent(RdsRegion.key(name), group) != null) {
            throw AwsError.badRequest(
                    "DBSubnetGroupAlreadyExists", "The DB subnet group '" + name + "' already exists.");
        }
        region.tag(group.dbSubnetGroupArn(), request.tags());
        return CreateDbSubnetGroupResponse.builder().dbSubnetGroup(group).build();
    }

    private List<InstanceNetwork.Subnet> subnets(Scope scope, List<String> ids) {
        List<InstanceNetwork.Subnet> subnets = new LinkedHashSet<>(ids)
                .stream()
                        .map(id -> network.subnet(scope, id)
                                .orElseThrow(() -> AwsError.badRequest(
                                        "InvalidParameterValue", "Some input subnets in :[" + id + "] are invalid.")))
                        .toList();
        if (subnets.stream().map(InstanceNetwork.Subnet::vpcId).distinct().count() > 1) {
            throw AwsError.badRequest("InvalidSubnet", "The requested subnets are not all in the same VPC.");
        }
        List<String> zones = subnets.stream()
                .map(InstanceNetwork.Subnet::zone)
                .distinct()
                .sorted()
                .toList();
        if (zones.size() < LEAST_ZONES) {
            throw AwsError.badRequest(
                    "DBSubnetGroupDoesNotCoverEnoughAZs",
                    "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: "
                            + (zones.isEmpty() ? "none" : String.join(",", zones))
                            + ". Add subnets to cover at least " + LEAST_ZONES + " AZs.");
        }
        return subnets;
    }

    /** A group of subnets of one VPC. */
    static DBSubnetGroup group(Scope scope, String name, String description, List<InstanceNetwork.Subnet> subnets) {
        return DBSubnetGroup.builder()
                .dbSubnetGroupName(name)
                .dbSubnetGroupDescription(description)
                .vpcId(subnets.get(0).vpcId())
                .subnetGroupStatus("Complete")
                .subnets(subnets.stream().map(SubnetGroups::shown).toList())
                .dbSubnetGroupArn(scope.arn("rds", "subgrp:" + name))
                .supportedNetworkTypes("IPV4")
                .build();
    }

    private static Subnet shown(InstanceNetwork.Subnet subnet) {
        return Subnet.builder()
                .subnetIdentifier(subnet.id())
                .subnetAvailabilityZone(
                        AvailabilityZone.builder().name(subnet.zone()).build())
                .subnetOutpost(outpost -> {})
                .subnetStatus("Active")
                .build();
    }

    public DescribeDbSubnetGroupsResponse describeDBSubnetGroups(DescribeDbSubnetGroupsRequest request, Call call) {
        RdsRegion region = regions.of(call);
        List<DBSubnetGroup> groups = request.dbSubnetGroupName() == null
                ? List.copyOf(region.subnetGroups.values())
                : List.of(region.subnetGroup(request.dbSubnetGroupName()));
        MarkerPage<DBSubnetGroup> page =
                MarkerPage.of(groups, DBSubnetGroup::dbSubnetGroupName, request.maxRecords(), request.marker());
        return DescribeDbSubnetGroupsResponse.builder()
                .dbSubnetGroups(page.items())
                .marker(page.marker())
                .build();
    }

    public ModifyDbSubnetGroupResponse modifyDBSubnetGroup(ModifyDbSubnetGroupRequest request, Call call) {
        RdsRegion region = regions.of(call);
        DBSubnetGroup before = region.subnetGroup(request.dbSubnetGroupName());
        List<InstanceNetwork.Subnet> subnets = subnets(call.scope(), request.subnetIds());
        if (!subnets.get(0).vpcId().equals(before.vpcId())) {
            throw AwsError.badRequest("InvalidSubnet", "The new subnets are not in the VPC of the subnet group.");
        }
        DBSubnetGroup after = group(
                call.scope(),
                before.dbSubnetGroupName(),
                request.dbSubnetGroupDescription() == null
                        ? before.dbSubnetGroupDescription()
                        : request.dbSubnetGroupDescription(),
                subnets);
        region.subnetGroups.put(before.dbSubnetGroupName(), after);
        region.databases.values().stream()
                .filter(database -> isIn(database, before))
                .forEach(database -> database.show(shown -> shown.dbSubnetGroup(after)));
        return ModifyDbSubnetGroupResponse.builder().dbSubnetGroup(after).build();
    }

    private static boolean isIn(Database database, DBSubnetGroup group) {
        return database.shown().dbSubnetGroup().dbSubnetGroupName().equals(group.dbSubnetGroupName());
    }

    public DeleteDbSubnetGroupResponse deleteDBSubnetGroup(DeleteDbSubnetGroupRequest request, Call call) {
        RdsRegion region = regions.of(call);
        DBSubnetGroup group = region.subnetGroup(request.dbSubnetGroupName());
        region.databases.values().stream()
                .filter(database -> isIn(database, group))
                .findFirst()
                .ifPresent(database -> {
                    throw AwsError.badRequest(
                            "InvalidDBSubnetGroupStateFault",
                            "Cannot delete the subnet group '" + group.dbSubnetGroupName()
                                    + "' because at least one database instance: " + database.id()
                                    + " is still using it.");
                });
        region.subnetGroups.remove(group.dbSubnetGroupName());
        region.forget(group.dbSubnetGroupArn());
        return DeleteDbSubnetGroupResponse.builder().build();
    }
}
