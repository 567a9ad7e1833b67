package sh.lfc.nv.emulator.services.cloudwatch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;
import software.amazon.awssdk.services.cloudwatch.model.DashboardInvalidInputErrorException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardValidationMessage;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;

/** The operations of CloudWatch on dashboards, after its API reference. Dashboards are global in an account. */
final class CloudWatchDashboards implements AwsService {

    private static final int PAGE = 1000;

    private record Dashboard(String arn, String body, Instant modified) {}

    private final Platform platform;
    private final Regional<NavigableMap<String, Dashboard>> dashboards =
            new Regional<>(scope -> new ConcurrentSkipListMap<>());

    CloudWatchDashboards(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String sdkPackage() {
        return "cloudwatch";
    }

    private NavigableMap<String, Dashboard> of(Call call) {
        return dashboards.of(call.in("us-east-1"));
    }

    public PutDashboardResponse putDashboard(PutDashboardRequest request, Call call) {
        String name = request.dashboardName();
        CloudWatchErrors.require("DashboardName", name);
        CloudWatchErrors.require("DashboardBody", request.dashboardBody());
        if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
            throw invalid(
                    "The value " + name + " for parameter DashboardName is invalid: it must be 1 to 255 letters, "
                            + "digits, hyphens and underscores.",
                    List.of());
        }
        List<DashboardValidationMessage> problems = DashboardBody.problems(request.dashboardBody());
        if (!problems.isEmpty()) {
            throw invalid(
                    "The dashboard body is invalid, there are " + problems.size() + " validation errors: "
                            + problems.stream()
                                    .map(problem -> problem.dataPath() + " " + problem.message())
                                    .toList(),
                    problems);
        }
        String arn = call.scope().globalArn("cloudwatch", "dashboard/" + name);
        of(call).put(
                        name,
                        new Dashboard(
                                arn, request.dashboardBody(), platform.clock().instant()));
        return PutDashboardResponse.builder().build();
    }

    private static DashboardInvalidInputErrorException invalid(
            String message, List<DashboardValidationMessage> problems) {
        return DashboardInvalidInputErrorException.builder()
                .message(message)
                .dashboardValidationMessages(problems.isEmpty() ? null : problems)
                .build();
    }

    public GetDashboardResponse getDashboard(GetDashboardRequest request, Call call) {
        CloudWatchErrors.require("DashboardName", request.dashboardName());
        Dashboard dashboard = of(call).get(request.dashboardName());
        if (dashboard == null) {
            throw noDashboard(request.dashboardName());
        }
        return GetDashboardResponse.builder()
                .dashboardName(request.dashboardName())
                .dashboardArn(dashboard.arn())
                .dashboardBody(dashboard.body())
                .build();
    }

    public ListDashboardsResponse listDashboards(ListDashboardsRequest request, Call call) {
        String prefix = request.dashboardNamePrefix() == null ? "" : request.dashboardNamePrefix();
        List<DashboardEntry> rest = of(call).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> request.nextToken() == null || entry.getKey().compareTo(request.nextToken()) > 0)
                .map(entry -> DashboardEntry.builder()
                        .dashboardName(entry.getKey())
                        .dashboardArn(entry.getValue().arn())
                        .lastModified(entry.getValue().modified())
                        .size((long) entry.getValue().body().getBytes(StandardCharsets.UTF_8).length)
                        .build())
                .toList();
        List<DashboardEntry> page = rest.subList(0, Math.min(PAGE, rest.size()));
        return ListDashboardsResponse.builder()
                .dashboardEntries(page)
                .nextToken(rest.size() > PAGE ? page.get(PAGE - 1).dashboardName() : null)
                .build();
    }

    public DeleteDashboardsResponse deleteDashboards(DeleteDashboardsRequest request, Call call) {
        NavigableMap<String, Dashboard> own = of(call);
        request.dashboardNames().stream()
                .filter(name -> !own.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw noDashboard(name);
                });
        own.keySet().removeAll(request.dashboardNames());
        return DeleteDashboardsResponse.builder().build();
    }

    private static DashboardNotFoundErrorException noDashboard(String name) {
        return DashboardNotFoundErrorException.builder()
                .message("Dashboard " + name + " does not exist")
                .build();
    }
}
