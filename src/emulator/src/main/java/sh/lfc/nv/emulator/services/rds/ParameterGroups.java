package sh.lfc.nv.emulator.services.rds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DeleteDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersResponse;
import software.amazon.awssdk.services.rds.model.DescribeEngineDefaultParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeEngineDefaultParametersResponse;
import software.amazon.awssdk.services.rds.model.EngineDefaults;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.ResetDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.ResetDbParameterGroupResponse;

/** DB parameter groups; what is set in one reaches the servers of its instances. */
final class ParameterGroups implements AwsService {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9.]*(-[a-zA-Z0-9.]+)*");
    private static final int LONGEST_NAME = 255;
    private static final int MOST_CHANGES = 20;

    private final Regional<RdsRegion> regions;
    private final Engines engines;
    private final InstanceWork work;

    ParameterGroups(Regional<RdsRegion> regions, Engines engines, InstanceWork work) {
        this.regions = regions;
        this.engines = engines;
        this.work = work;
    }

    @Override
    public String sdkPackage() {
        return "rds";
    }

    public CreateDbParameterGroupResponse createDBParameterGroup(CreateDbParameterGroupRequest request, Call call) {
        String name = request.dbParameterGroupName();
        if (name == null) {
            throw RdsErrors.missing("DBParameterGroupName");
        }
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw RdsErrors.value("The parameter DBParameterGroupName is not a valid identifier. Identifiers must begin"
                    + " with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a"
                    + " hyphen or contain two consecutive hyphens.");
        }
        if (!ParameterGroup.FAMILY.equals(request.dbParameterGroupFamily())) {
            throw RdsErrors.value("ParameterGroupFamily " + request.dbParameterGroupFamily()
                    + " is not a valid parameter group family");
        }
        if (request.description() == null) {
            throw RdsErrors.missing("Description");
        }
        RdsRegion region = regions.of(call);
        String key = RdsRegion.key(name);
        ParameterGroup group = new ParameterGroup(
                key,
                request.dbParameterGroupFamily(),
                request.description(),
                call.scope().arn("rds", "pg:" + key),
                Map.of());
        if (region.parameterGroups.putIfAbsent(key, group) != null) {
            throw AwsError.badRequest("DBParameterGroupAlreadyExists", "Parameter group " + name + " already exists");
        }
        region.tag(group.arn(), request.tags());
        return CreateDbParameterGroupResponse.builder()
                .dbParameterGroup(group.shown())
                .build();
    }

    public DescribeDbParameterGroupsResponse describeDBParameterGroups(
            DescribeDbParameterGroupsRequest request, Call call) {
        RdsRegion region = regions.of(call);
        List<ParameterGroup> groups = request.dbParameterGroupName() == null
                ? List.copyOf(region.parameterGroups.values())
                : List.of(region.parameterGroup(request.dbParameterGroupName()));
        MarkerPage<DBParameterGroup> page = MarkerPage.of(
                groups.stream().map(ParameterGroup::shown).toList(),
                DBParameterGroup::dbParameterGroupName,
                request.maxRecords(),
                request.marker());
        return DescribeDbParameterGroupsResponse.builder()
                .dbParameterGroups(page.items())
                .marker(page.marker())
                .build();
    }

    public DescribeDbParametersResponse describeDBParameters(DescribeDbParametersRequest request, Call call) {
        ParameterGroup group = regions.of(call).parameterGroup(request.dbParameterGroupName());
        List<Parameter> parameters = engines.parameters().of(group).stream()
                .filter(parameter ->
                        request.source() == null || request.source().equals(parameter.source()))
                .toList();
        MarkerPage<Parameter> page =
                MarkerPage.of(parameters, Parameter::parameterName, request.maxRecords(), request.marker());
        return DescribeDbParametersResponse.builder()
                .parameters(page.items())
                .marker(page.marker())
                .build();
    }

    public DescribeEngineDefaultParametersResponse describeEngineDefaultParameters(
            DescribeEngineDefaultParametersRequest request, Call call) {
        if (!ParameterGroup.FAMILY.equals(request.dbParameterGroupFamily())) {
            throw RdsErrors.value("ParameterGroupFamily " + request.dbParameterGroupFamily()
                    + " is not a valid parameter group family");
        }
        MarkerPage<Parameter> page = MarkerPage.of(
                engines.parameters().of(ParameterGroup.standard(call.scope())),
                Parameter::parameterName,
                request.maxRecords(),
                request.marker());
        return DescribeEngineDefaultParametersResponse.builder()
                .engineDefaults(EngineDefaults.builder()
                        .dbParameterGroupFamily(request.dbParameterGroupFamily())
                        .parameters(page.items())
                        .marker(page.marker())
                        .build())
                .build();
    }

    public ModifyDbParameterGroupResponse modifyDBParameterGroup(ModifyDbParameterGroupRequest request, Call call) {
        RdsRegion region = regions.of(call);
        ParameterGroup group = changeable(region.parameterGroup(request.dbParameterGroupName()));
        if (request.parameters().isEmpty() || request.parameters().size() > MOST_CHANGES) {
            throw RdsErrors.value("Between 1 and " + MOST_CHANGES + " parameters can be modified in one request.");
        }
        Map<String, ParameterGroup.Setting> changes = new LinkedHashMap<>();
        for (Parameter change : request.parameters()) {
            engines.parameters().check(change);
            ApplyMethod method = change.applyMethod() == null ? ApplyMethod.PENDING_REBOOT : change.applyMethod();
            changes.put(change.parameterName(), new ParameterGroup.Setting(change.parameterValue(), method.toString()));
        }
        change(region, group.with(changes));
        return ModifyDbParameterGroupResponse.builder()
                .dbParameterGroupName(group.name())
                .build();
    }

    public ResetDbParameterGroupResponse resetDBParameterGroup(ResetDbParameterGroupRequest request, Call call) {
        RdsRegion region = regions.of(call);
        ParameterGroup group = changeable(region.parameterGroup(request.dbParameterGroupName()));
        boolean all = Boolean.TRUE.equals(request.resetAllParameters());
        if (!all && request.parameters().isEmpty()) {
            throw RdsErrors.combination("Either ResetAllParameters or Parameters must be specified.");
        }
        List<String> names = all
                ? List.copyOf(group.values().keySet())
                : request.parameters().stream().map(Parameter::parameterName).toList();
        names.forEach(name -> engines.parameters()
                .find(name)
                .orElseThrow(() -> RdsErrors.value("Could not find parameter with name: " + name)));
        change(region, group.without(names));
        return ResetDbParameterGroupResponse.builder()
                .dbParameterGroupName(group.name())
                .build();
    }

    private void change(RdsRegion region, ParameterGroup changed) {
        region.parameterGroups.put(changed.name(), changed);
        region.databases.values().stream()
                .filter(database -> isMember(database, changed.name()))
                .forEach(database -> work.parametersChanged(database, changed));
    }

    private static ParameterGroup changeable(ParameterGroup group) {
        if (group.isStandard()) {
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "Modifying the parameters of a default parameter group is not allowed: " + group.name());
        }
        return group;
    }

    public DeleteDbParameterGroupResponse deleteDBParameterGroup(DeleteDbParameterGroupRequest request, Call call) {
        RdsRegion region = regions.of(call);
        ParameterGroup group = region.parameterGroup(request.dbParameterGroupName());
        if (group.isStandard()) {
            throw AwsError.badRequest(
                    "InvalidDBParameterGroupState", "Default DBParameterGroup cannot be deleted: " + group.name());
        }
        if (region.databases.values().stream().anyMatch(database -> isMember(database, group.name()))) {
            throw AwsError.badRequest(
                    "InvalidDBParameterGroupState",
                    "One or more database instances are still members of this parameter group " + group.name()
                            + ", so the group cannot be deleted");
        }
        region.parameterGroups.remove(group.name());
        region.forget(group.arn());
        return DeleteDbParameterGroupResponse.builder().build();
    }

    private static boolean isMember(Database database, String group) {
        return database.shown().dbParameterGroups().stream()
                .anyMatch(membership -> membership.dbParameterGroupName().equals(group));
    }
}
