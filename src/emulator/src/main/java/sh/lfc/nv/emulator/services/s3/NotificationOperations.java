package sh.lfc.nv.emulator.services.s3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;

/** The configuration of event notifications, after PutBucketNotificationConfiguration of the S3 API Reference. */
public final class NotificationOperations implements AwsService {

    private static final int ID_LENGTH = 48;

    private final S3State state;

    NotificationOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public GetBucketNotificationConfigurationResponse getBucketNotificationConfiguration(
            GetBucketNotificationConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        NotificationConfiguration found = bucket.settings()
                .get(NotificationConfiguration.class)
                .orElseGet(() -> NotificationConfiguration.builder().build());
        GetBucketNotificationConfigurationResponse.Builder response =
                GetBucketNotificationConfigurationResponse.builder()
                        .eventBridgeConfiguration(found.eventBridgeConfiguration());
        if (found.hasLambdaFunctionConfigurations()) {
            response.lambdaFunctionConfigurations(found.lambdaFunctionConfigurations());
        }
        if (found.hasQueueConfigurations()) {
            response.queueConfigurations(found.queueConfigurations());
        }
        if (found.hasTopicConfigurations()) {
            response.topicConfigurations(found.topicConfigurations());
        }
        return response.build();
    }

    public PutBucketNotificationConfigurationResponse putBucketNotificationConfiguration(
            PutBucketNotificationConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.notificationConfiguration() == null) {
            throw Refusals.malformedXml();
        }
        NotificationConfiguration configuration = named(request.notificationConfiguration());
        List<NotificationRule> rules = NotificationRule.of(configuration);
        check(rules);
        if (!Boolean.TRUE.equals(request.skipDestinationValidation())) {
            checkDestinations(bucket, rules);
        }
        state.notifications().changes(bucket);
        if (rules.isEmpty() && configuration.eventBridgeConfiguration() == null) {
            bucket.settings().remove(NotificationConfiguration.class);
        } else {
            bucket.settings().put(configuration);
            rules.forEach(rule -> state.notifications().test(bucket, rule, call));
        }
        return PutBucketNotificationConfigurationResponse.builder().build();
    }

    /** Rules without a name get one. */
    private NotificationConfiguration named(NotificationConfiguration sent) {
        NotificationConfiguration.Builder named =
                NotificationConfiguration.builder().eventBridgeConfiguration(sent.eventBridgeConfiguration());
        if (sent.hasLambdaFunctionConfigurations()) {
            named.lambdaFunctionConfigurations(sent.lambdaFunctionConfigurations().stream()
                    .map(each -> each.toBuilder().id(name(each.id())).build())
                    .toList());
        }
        if (sent.hasQueueConfigurations()) {
            named.queueConfigurations(sent.queueConfigurations().stream()
                    .map(each -> each.toBuilder().id(name(each.id())).build())
                    .toList());
        }
        if (sent.hasTopicConfigurations()) {
            named.topicConfigurations(sent.topicConfigurations().stream()
                    .map(each -> each.toBuilder().id(name(each.id())).build())
                    .toList());
        }
        return named.build();
    }

    private String name(String id) {
        return id == null || id.isEmpty() ? state.platform().ids().base36(ID_LENGTH) : id;
    }

    private static void check(List<NotificationRule> rules) {
        Set<String> ids = new HashSet<>();
        for (NotificationRule rule : rules) {
            if (rule.events().isEmpty() || rule.destination() == null) {
                throw Refusals.malformedXml();
            }
            for (String event : rule.events()) {
                if (Event.fromValue(event) == Event.UNKNOWN_TO_SDK_VERSION) {
                    throw AwsError.badRequest(
                                    "InvalidArgument", "The event '" + event + "' is not supported for notifications")
                            .with("ArgumentName", "Event")
                            .with("ArgumentValue", event);
                }
            }
            for (FilterRule filter : rule.filters()) {
                String name = String.valueOf(filter.nameAsString()).toLowerCase(Locale.ROOT);
                if (!name.equals("prefix") && !name.equals("suffix")) {
                    throw Refusals.invalidArgument(
                            "filter rule name must be either prefix or suffix", "FilterRule.Name", name);
                }
            }
            if (!ids.add(rule.id())) {
                throw Refusals.invalidArgument(
                        "Same ID used for multiple configurations. IDs must be unique", "Id", rule.id());
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            for (NotificationRule other : rules.subList(i + 1, rules.size())) {
                if (rules.get(i).overlaps(other)) {
                    throw AwsError.badRequest(
                            "InvalidArgument",
                            "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if"
                                    + " the prefixes are overlapping for the same event type.");
                }
            }
        }
    }

    private void checkDestinations(Bucket bucket, List<NotificationRule> rules) {
        List<NotificationRule> refused = new ArrayList<>();
        for (NotificationRule rule : rules) {
            if (state.notifications().destination(rule).isEmpty()) {
                throw Refusals.invalidArgument("The ARN cannot be parsed", "Arn", rule.destination());
            }
            NotificationDestination destination =
                    state.notifications().destination(rule).orElseThrow();
            if (!destination.mayDeliver(rule.destination(), bucket.arn(), bucket.account())) {
                refused.add(rule);
            }
        }
        if (!refused.isEmpty()) {
            AwsError error = AwsError.badRequest(
                    "InvalidArgument", "Unable to validate the following destination configurations");
            for (int i = 0; i < refused.size(); i++) {
                error.with("ArgumentName" + (i + 1), refused.get(i).destination() + ", null");
                error.with("ArgumentValue" + (i + 1), reason(refused.get(i)));
            }
            throw error;
        }
    }

    private static String reason(NotificationRule rule) {
        return switch (rule.service()) {
            case "lambda" -> "Not authorized to invoke function [" + rule.destination() + "]";
            case "sqs" ->
                "Permissions on the destination queue do not allow S3 to publish notifications from this bucket";
            default -> "Permissions on the destination topic do not allow S3 to publish notifications from this bucket";
        };
    }
}
