package sh.lfc.nv.emulator.services.synthetics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.synthetics.model.Canary;
import software.amazon.awssdk.services.synthetics.model.CanaryLastRun;
import software.amazon.awssdk.services.synthetics.model.CanaryRun;
import software.amazon.awssdk.services.synthetics.model.CanaryRunState;
import software.amazon.awssdk.services.synthetics.model.DescribeCanariesLastRunRequest;
import software.amazon.awssdk.services.synthetics.model.DescribeCanariesLastRunResponse;
import software.amazon.awssdk.services.synthetics.model.DescribeRuntimeVersionsRequest;
import software.amazon.awssdk.services.synthetics.model.DescribeRuntimeVersionsResponse;
import software.amazon.awssdk.services.synthetics.model.GetCanaryRunsRequest;
import software.amazon.awssdk.services.synthetics.model.GetCanaryRunsResponse;
import software.amazon.awssdk.services.synthetics.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.synthetics.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.synthetics.model.ResourceNotFoundException;
import software.amazon.awssdk.services.synthetics.model.TagResourceRequest;
import software.amazon.awssdk.services.synthetics.model.TagResourceResponse;
import software.amazon.awssdk.services.synthetics.model.UntagResourceRequest;
import software.amazon.awssdk.services.synthetics.model.UntagResourceResponse;

/** The operations of Synthetics on runs, runtimes and tags, after its API reference. */
final class CanaryRunOperations implements AwsService {

    private static final int MAX_PAGE = 100;

    private final Platform platform;
    private final Regional<Canaries> canaries;

    CanaryRunOperations(Platform platform, Regional<Canaries> canaries) {
        this.platform = platform;
        this.canaries = canaries;
    }

    @Override
    public String sdkPackage() {
        return "synthetics";
    }

    public GetCanaryRunsResponse getCanaryRuns(GetCanaryRunsRequest request, Call call) {
        List<CanaryRun> all = runs(canaries.of(call).get(request.name()).shown(), call);
        int from = offset(request.nextToken());
        int to = Math.min(all.size(), from + (request.maxResults() == null ? MAX_PAGE : request.maxResults()));
        return GetCanaryRunsResponse.builder()
                .canaryRuns(all.subList(Math.min(from, to), to))
                .nextToken(to < all.size() ? Integer.toString(to) : null)
                .build();
    }

    private static int offset(String token) {
        try {
            return token == null ? 0 : Integer.parseUnsignedInt(token);
        } catch (NumberFormatException e) {
            throw CanaryChecks.invalid("The next token is not valid.");
        }
    }

    public DescribeCanariesLastRunResponse describeCanariesLastRun(DescribeCanariesLastRunRequest request, Call call) {
        List<CanaryLastRun> last = canaries.of(call).all().values().stream()
                .map(CanaryEntry::shown)
                .filter(canary -> request.names().isEmpty() || request.names().contains(canary.name()))
                .flatMap(canary -> runs(canary, call).stream().limit(1))
                .map(run -> CanaryLastRun.builder()
                        .canaryName(run.name())
                        .lastRun(run)
                        .build())
                .toList();
        return DescribeCanariesLastRunResponse.builder().canariesLastRun(last).build();
    }

    /** The runs that are not too old, the latest first. */
    private List<CanaryRun> runs(Canary canary, Call call) {
        Canaries own = canaries.of(call);
        Instant now = platform.clock().instant();
        own.forget(canary.name(), run -> {
            int days = run.status().state() == CanaryRunState.FAILED
                    ? canary.failureRetentionPeriodInDays()
                    : canary.successRetentionPeriodInDays();
            return run.timeline().started().isBefore(now.minus(Duration.ofDays(days)));
        });
        return own.runs(canary.name());
    }

    public DescribeRuntimeVersionsResponse describeRuntimeVersions(DescribeRuntimeVersionsRequest request) {
        return DescribeRuntimeVersionsResponse.builder()
                .runtimeVersions(RuntimeVersions.all())
                .build();
    }

    // Tags

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        return ListTagsForResourceResponse.builder()
                .tags(tagged(request.resourceArn(), call).shown().tags())
                .build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        CanaryEntry entry = tagged(request.resourceArn(), call);
        change(entry, call, tags -> tags.putAll(request.tags()));
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        CanaryEntry entry = tagged(request.resourceArn(), call);
        change(entry, call, tags -> tags.keySet().removeAll(request.tagKeys()));
        return UntagResourceResponse.builder().build();
    }

    private void change(CanaryEntry entry, Call call, Consumer<Map<String, String>> change) {
        canaries.of(call).change(entry.name(), any -> true, "", current -> {
            Map<String, String> tags = new TreeMap<>(current.shown().tags());
            change.accept(tags);
            return current.with(current.shown().toBuilder().tags(tags).build());
        });
    }

    private CanaryEntry tagged(String arn, Call call) {
        String prefix = call.scope().arn("synthetics", "canary:");
        if (arn == null || !arn.startsWith(prefix)) {
            throw ResourceNotFoundException.builder()
                    .message("Resource not found: " + arn)
                    .build();
        }
        return canaries.of(call).get(arn.substring(prefix.length()));
    }
}
