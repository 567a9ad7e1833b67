package sh.lfc.nv.emulator.protocol;

import java.util.Map;

/** Error codes of services that spoke Query before JSON: their clients still match on the old ones. */
final class QueryErrorCodes {

    private static final Map<String, String> SQS = Map.of(
            "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue",
            "QueueNameExists", "QueueAlreadyExists",
            "QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently",
            "PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress",
            "BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
            "EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest",
            "TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
            "MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight");

    private QueryErrorCodes() {}

    static String of(ServiceModel service, WireError error) {
        return service.sdkPackage().equals("sqs") ? SQS.getOrDefault(error.code(), error.code()) : error.code();
    }
}
