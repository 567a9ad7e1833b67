package sh.lfc.nv.emulator.services.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The JSON of notifications, after "Event message structure" of the S3 User Guide. */
final class EventDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EventDocument() {}

    /**
     * @param configurationId the rule of the bucket's configuration that the event matches
     */
    static String of(ObjectEvent event, Bucket bucket, String configurationId) {
        ObjectNode document = JSON.createObjectNode();
        ObjectNode record = document.putArray("Records").addObject();
        record.put("eventVersion", event.version());
        record.put("eventSource", "aws:s3");
        record.put("awsRegion", bucket.region());
        record.put("eventTime", TIME.format(event.time()));
        record.put("eventName", event.name());
        record.putObject("userIdentity").put("principalId", event.principal());
        record.putObject("requestParameters").put("sourceIPAddress", event.sourceAddress());
        record.putObject("responseElements")
                .put("x-amz-request-id", event.requestId())
                .put("x-amz-id-2", event.requestId());
        ObjectNode s3 = record.putObject("s3");
        s3.put("s3SchemaVersion", "1.0");
        s3.put("configurationId", configurationId);
        ObjectNode inBucket = s3.putObject("bucket");
        inBucket.put("name", bucket.name());
        inBucket.putObject("ownerIdentity").put("principalId", bucket.account());
        inBucket.put("arn", bucket.arn());
        ObjectNode object = s3.putObject("object");
        object.put("key", URLEncoder.encode(event.key(), StandardCharsets.UTF_8).replace("%2F", "/"));
        if (event.size() != null) {
            object.put("size", event.size());
        }
        putUnlessNull(object, "eTag", event.eTag());
        putUnlessNull(object, "versionId", event.versionId());
        object.put("sequencer", event.sequencer());
        if (event.destination() != null) {
            record.putObject("lifecycleEventData")
                    .putObject("transitionEventData")
                    .put("destinationStorageClass", event.destination().toString());
        }
        return document.toString();
    }

    /** The message with which S3 tries a queue or a topic when it is configured. */
    static String test(Bucket bucket, Instant time, String requestId) {
        return JSON.createObjectNode()
                .put("Service", "Amazon S3")
                .put("Event", "s3:TestEvent")
                .put("Time", TIME.format(time))
                .put("Bucket", bucket.name())
                .put("RequestId", requestId)
                .put("HostId", requestId)
                .toString();
    }

    private static void putUnlessNull(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
