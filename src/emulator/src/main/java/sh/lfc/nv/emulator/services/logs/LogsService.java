package sh.lfc.nv.emulator.services.logs;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/**
 * CloudWatch Logs, after its API reference.
 *
 * <p>Retention follows the emulator's clock: expired events are never answered, and forgotten within the hour.
 */
public final class LogsService implements AwsService {

    private final Platform platform;
    private final Regional<LogGroups> groups;

    public LogsService(Platform platform) {
        this.platform = platform;
        this.groups = new Regional<>(LogGroups::new);
        platform.scheduler().onEach(ChronoUnit.HOURS, this::expire);
    }

    @Override
    public String sdkPackage() {
        return "cloudwatchlogs";
    }

    /**
     * Writes events on behalf of a service of AWS, such as Lambda; makes group and stream when they are missing.
     *
     * @param messages the events' texts, all of now
     */
    public void write(Scope scope, String group, String stream, List<String> messages) {
        long now = now();
        LogGroup target = groups.of(scope).getOrCreate(group, now);
        target.create(stream, now);
        target.stream(stream)
                .ifPresent(to ->
                        messages.forEach(message -> to.add(new LogEvent(now, target.nextSequence(), now, message))));
    }

    /** Whether there is such a group; for services of AWS that write only to groups that their customers made. */
    public boolean hasGroup(Scope scope, String group) {
        return groups.of(scope).has(group);
    }

    /** Whether there is such a stream. */
    public boolean hasStream(Scope scope, String group, String stream) {
        return groups.of(scope)
                .find(group)
                .flatMap(found -> found.stream(stream))
                .isPresent();
    }

    /** The tags of the log group of an ARN, be it its own or one of its streams'; none where there is no such group. */
    public Map<String, String> tags(String arn) {
        String[] parts = arn.split(":", 8);
        return parts.length < 7
                ? Map.of()
                : groups.of(Scope.ofArn(arn)).find(parts[6]).map(LogGroup::tags).orElse(Map.of());
    }

    /** The tags of all log groups of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return groups.of(scope).all().stream()
                .collect(Collectors.toMap(LogGroup::arn, group -> Map.copyOf(group.tags())));
    }

    // Groups

    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request, Call call) {
        groups.of(call).create(request, now());
        return CreateLogGroupResponse.builder().build();
    }

    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request, Call call) {
        groups.of(call).delete(request.logGroupName());
        return DeleteLogGroupResponse.builder().build();
    }

    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request, Call call) {
        return LogListings.groups(groups.of(call).all(), request);
    }

    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request, Call call) {
        LogGroup group = group(call, request.logGroupName());
        Retention.require(request.retentionInDays());
        group.retentionInDays(request.retentionInDays());
        return PutRetentionPolicyResponse.builder().build();
    }

    public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request, Call call) {
        group(call, request.logGroupName()).retentionInDays(null);
        return DeleteRetentionPolicyResponse.builder().build();
    }

    public AssociateKmsKeyResponse associateKmsKey(AssociateKmsKeyRequest request, Call call) {
        groups.of(call)
                .named(request.logGroupName(), request.resourceIdentifier())
                .kmsKeyId(request.kmsKeyId());
        return AssociateKmsKeyResponse.builder().build();
    }

    public DisassociateKmsKeyResponse disassociateKmsKey(DisassociateKmsKeyRequest request, Call call) {
        groups.of(call)
                .named(request.logGroupName(), request.resourceIdentifier())
                .kmsKeyId(null);
        return DisassociateKmsKeyResponse.builder().build();
    }

    // Tags

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        Map<String, String> tags = groups.of(call).byArn(request.resourceArn()).tags();
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        groups.of(call).byArn(request.resourceArn()).tags().putAll(request.tags());
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        groups.of(call).byArn(request.resourceArn()).tags().keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    // Streams and events

    public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request, Call call) {
        groups.of(call).createStream(request.logGroupName(), request.logStreamName(), now());
        return CreateLogStreamResponse.builder().build();
    }

    public DeleteLogStreamResponse deleteLogStream(DeleteLogStreamRequest request, Call call) {
        if (!group(call, request.logGroupName()).delete(request.logStreamName())) {
            throw noStream();
        }
        return DeleteLogStreamResponse.builder().build();
    }

    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request, Call call) {
        LogGroup group = groups.of(call).named(request.logGroupName(), request.logGroupIdentifier());
        return LogListings.streams(group, request, now());
    }

    public PutLogEventsResponse putLogEvents(PutLogEventsRequest request, Call call) {
        LogGroup group = group(call, request.logGroupName());
        LogStream stream = group.stream(request.logStreamName()).orElseThrow(LogsService::noStream);
        List<InputLogEvent> events = request.logEvents();
        return LogIntake.put(group, stream, events, now());
    }

    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request, Call call) {
        LogGroup group = groups.of(call).named(request.logGroupName(), request.logGroupIdentifier());
        LogStream stream = group.stream(request.logStreamName()).orElseThrow(LogsService::noStream);
        stream.expireBefore(group.expiry(now()));
        return LogReader.read(stream, request);
    }

    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request, Call call) {
        LogGroup group = groups.of(call).named(request.logGroupName(), request.logGroupIdentifier());
        return LogSearch.filter(group, request, now());
    }

    private LogGroup group(Call call, String name) {
        return groups.of(call).get(name);
    }

    private void expire() {
        long now = now();
        groups.all().values().forEach(state -> state.all().forEach(group -> group.expire(now)));
    }

    private long now() {
        return platform.clock().millis();
    }

    static ResourceNotFoundException noStream() {
        return ResourceNotFoundException.builder()
                .message("The specified log stream does not exist.")
                .build();
    }
}
