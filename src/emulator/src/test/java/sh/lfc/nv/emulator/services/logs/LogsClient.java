package sh.lfc.nv.emulator.services.logs;

import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;

/** The calls that the tests of CloudWatch Logs make, in few words. */
record LogsClient(LogsService logs, Call call) {

    void createGroup(String name, Map<String, String> tags) {
        logs.createLogGroup(
                CreateLogGroupRequest.builder().logGroupName(name).tags(tags).build(), call);
    }

    void deleteGroup(String name) {
        logs.deleteLogGroup(DeleteLogGroupRequest.builder().logGroupName(name).build(), call);
    }

    void retain(String name, int days) {
        logs.putRetentionPolicy(
                PutRetentionPolicyRequest.builder()
                        .logGroupName(name)
                        .retentionInDays(days)
                        .build(),
                call);
    }

    List<LogGroup> groups(String prefix) {
        return logs.describeLogGroups(
                        DescribeLogGroupsRequest.builder()
                                .logGroupNamePrefix(prefix)
                                .build(),
                        call)
                .logGroups();
    }

    Map<String, String> tags(String arn) {
        return logs.listTagsForResource(
                        ListTagsForResourceRequest.builder().resourceArn(arn).build(), call)
                .tags();
    }

    PutLogEventsResponse put(String group, String stream, InputLogEvent... events) {
        return logs.putLogEvents(
                PutLogEventsRequest.builder()
                        .logGroupName(group)
                        .logStreamName(stream)
                        .logEvents(events)
                        .build(),
                call);
    }

    GetLogEventsResponse read(String group, String stream, String token, int limit) {
        return logs.getLogEvents(
                GetLogEventsRequest.builder()
                        .logGroupName(group)
                        .logStreamName(stream)
                        .startFromHead(true)
                        .nextToken(token)
                        .limit(limit)
                        .build(),
                call);
    }

    FilterLogEventsResponse filter(String group, String pattern, Long startTime) {
        return logs.filterLogEvents(
                FilterLogEventsRequest.builder()
                        .logGroupName(group)
                        .filterPattern(pattern)
                        .startTime(startTime)
                        .build(),
                call);
    }
}
