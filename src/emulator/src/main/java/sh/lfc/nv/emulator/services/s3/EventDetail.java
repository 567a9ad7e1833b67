package sh.lfc.nv.emulator.services.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What S3 tells EventBridge of an event, after "EventBridge event message structure" of the S3 User Guide.
 *
 * @param type the event's detail-type
 * @param reason the operation, or the rule, that made it happen; null where it need not be told
 * @param deletion of which kind; null for what is no deletion
 */
record EventDetail(String type, String reason, String deletion) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static EventDetail of(ObjectEvent event) {
        String[] name = event.name().split(":");
        if (name[0].equals("LifecycleTransition")) {
            return new EventDetail("Object Storage Class Changed", null, null);
        }
        String deletion = name[1].equals("Delete") ? "Permanently Deleted" : "Delete Marker Created";
        return switch (name[0]) {
            case "ObjectRemoved" -> new EventDetail("Object Deleted", "DeleteObject", deletion);
            case "LifecycleExpiration" -> new EventDetail("Object Deleted", "Lifecycle Expiration", deletion);
            default -> new EventDetail("Object Created", created(name[1]), null);
        };
    }

    private static String created(String how) {
        return switch (how) {
            case "Put" -> "PutObject";
            case "Copy" -> "CopyObject";
            case "Post" -> "POST Object";
            default -> how;
        };
    }

    String json(ObjectEvent event, Bucket bucket) {
        ObjectNode detail = JSON.createObjectNode().put("version", "0");
        detail.putObject("bucket").put("name", bucket.name());
        ObjectNode object = detail.putObject("object").put("key", event.key());
        if (event.size() != null) {
            object.put("size", event.size());
        }
        if (event.eTag() != null) {
            object.put("etag", event.eTag());
        }
        if (event.versionId() != null) {
            object.put("version-id", event.versionId());
        }
        object.put("sequencer", event.sequencer());
        detail.put("request-id", event.requestId())
                .put("requester", event.requester())
                .put("source-ip-address", event.sourceAddress());
        if (reason != null) {
            detail.put("reason", reason);
        }
        if (event.destination() != null) {
            detail.put("destination-storage-class", event.destination().toString());
        }
        if (deletion != null) {
            detail.put("deletion-type", deletion);
        }
        return detail.toString();
    }
}
