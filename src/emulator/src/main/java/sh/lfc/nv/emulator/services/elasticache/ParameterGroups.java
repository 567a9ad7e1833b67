package sh.lfc.nv.emulator.services.elasticache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.MarkerPage;
import sh.lfc.nv.emulator.realism.Delay;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroup;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ResetCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ResetCacheParameterGroupResponse;

/** Cache parameter groups; what is set in one reaches the nodes that have it. */
final class ParameterGroups implements AwsService {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*");

    private final Regional<CacheRegion> regions;
    private final GroupWork work;

    ParameterGroups(Regional<CacheRegion> regions, GroupWork work) {
        this.regions = regions;
        this.work = work;
    }

    @Override
    public String sdkPackage() {
        return "elasticache";
    }

    public CreateCacheParameterGroupResponse createCacheParameterGroup(
            CreateCacheParameterGroupRequest request, Call call) {
        String name = request.cacheParameterGroupName();
        if (name == null) {
            throw CacheErrors.missing("CacheParameterGroupName");
        }
        if (!NAME.matcher(name).matches()) {
            throw CacheErrors.value("The parameter CacheParameterGroupName is not a valid identifier. Identifiers must"
                    + " begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with"
                    + " a hyphen or contain two consecutive hyphens.");
        }
        if (!ParameterGroup.FAMILY.equals(request.cacheParameterGroupFamily())) {
            throw CacheErrors.value("CacheParameterGroupFamily " + request.cacheParameterGroupFamily()
                    + " is not a valid parameter group family.");
        }
        CacheRegion region = regions.of(call);
        String key = CacheRegion.key(name);
        ParameterGroup group = new ParameterGroup(
                key,
                request.cacheParameterGroupFamily(),
                request.description(),
                ParameterGroup.arn(call.scope(), key),
                Map.of());
        if (region.parameterGroups.putIfAbsent(key, group) != null) {
            throw AwsError.badRequest(
                    "CacheParameterGroupAlreadyExists", "CacheParameterGroup " + name + " already exists.");
        }
        region.tag(group.arn(), request.tags());
        return CreateCacheParameterGroupResponse.builder()
                .cacheParameterGroup(group.shown())
                .build();
    }

    public DescribeCacheParameterGroupsResponse describeCacheParameterGroups(
            DescribeCacheParameterGroupsRequest request, Call call) {
        CacheRegion region = regions.of(call);
        List<ParameterGroup> groups = request.cacheParameterGroupName() == null
                ? List.copyOf(region.parameterGroups.values())
                : List.of(region.parameterGroup(request.cacheParameterGroupName()));
        MarkerPage<CacheParameterGroup> page = MarkerPage.of(
                groups.stream().map(ParameterGroup::shown).toList(),
                CacheParameterGroup::cacheParameterGroupName,
                request.maxRecords(),
                request.marker());
        return DescribeCacheParameterGroupsResponse.builder()
                .cacheParameterGroups(page.items())
                .marker(page.marker())
                .build();
    }

    public DescribeCacheParametersResponse describeCacheParameters(DescribeCacheParametersRequest request, Call call) {
        ParameterGroup group = regions.of(call).parameterGroup(request.cacheParameterGroupName());
        List<Parameter> parameters = FamilyParameters.of(group).stream()
                .filter(parameter ->
                        request.source() == null || request.source().equals(parameter.source()))
                .toList();
        MarkerPage<Parameter> page =
                MarkerPage.of(parameters, Parameter::parameterName, request.maxRecords(), request.marker());
        return DescribeCacheParametersResponse.builder()
                .parameters(page.items())
                .marker(page.marker())
                .build();
    }

    public ModifyCacheParameterGroupResponse modifyCacheParameterGroup(
            ModifyCacheParameterGroupRequest request, Call call) {
        CacheRegion region = regions.of(call);
        ParameterGroup group = changeable(region.parameterGroup(request.cacheParameterGroupName()));
        Map<String, String> changes = new LinkedHashMap<>();
        for (ParameterNameValue change : request.parameterNameValues()) {
            FamilyParameters.check(change.parameterName(), change.parameterValue());
            changes.put(change.parameterName(), change.parameterValue());
        }
        change(region, group.with(changes), changes);
        return ModifyCacheParameterGroupResponse.builder()
                .cacheParameterGroupName(group.name())
                .build();
    }

    public ResetCacheParameterGroupResponse resetCacheParameterGroup(
            ResetCacheParameterGroupRequest request, Call call) {
        CacheRegion region = regions.of(call);
        ParameterGroup group = changeable(region.parameterGroup(request.cacheParameterGroupName()));
        List<String> names = Boolean.TRUE.equals(request.resetAllParameters())
                ? List.copyOf(group.values().keySet())
                : request.parameterNameValues().stream()
                        .map(ParameterNameValue::parameterName)
                        .toList();
        Map<String, String> defaults = new LinkedHashMap<>();
        for (String name : names) {
            FamilyParameters.find(name).ifPresent(known -> defaults.put(name, known.parameterValue()));
        }
        change(region, group.without(names), defaults);
        return ResetCacheParameterGroupResponse.builder()
                .cacheParameterGroupName(group.name())
                .build();
    }

    private void change(CacheRegion region, ParameterGroup changed, Map<String, String> values) {
        region.parameterGroups.put(changed.name(), changed);
        region.groups.values().stream()
                .filter(group -> group.settings().parameterGroup().equals(changed.name()))
                .forEach(group -> work.later(
                        Delay.CACHE_MODIFICATION, group, "available", () -> GroupWork.parameters(group, values)));
    }

    private static ParameterGroup changeable(ParameterGroup group) {
        if (group.isStandard()) {
            throw CacheErrors.value("The default parameter group " + group.name() + " cannot be modified.");
        }
        return group;
    }

    public DeleteCacheParameterGroupResponse deleteCacheParameterGroup(
            DeleteCacheParameterGroupRequest request, Call call) {
        CacheRegion region = regions.of(call);
        ParameterGroup group = region.parameterGroup(request.cacheParameterGroupName());
        boolean used = region.groups.values().stream()
                .anyMatch(cache -> cache.settings().parameterGroup().equals(group.name()));
        if (group.isStandard() || used) {
            throw AwsError.badRequest(
                    "InvalidCacheParameterGroupState",
                    group.isStandard()
                            ? "The default parameter group " + group.name() + " cannot be deleted."
                            : "One or more cache clusters are still members of this parameter group " + group.name()
                                    + ", so the group cannot be deleted.");
        }
        region.parameterGroups.remove(group.name());
        region.forget(group.arn());
        return DeleteCacheParameterGroupResponse.builder().build();
    }
}
