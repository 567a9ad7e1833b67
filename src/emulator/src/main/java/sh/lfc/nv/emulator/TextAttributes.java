package sh.lfc.nv.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Attributes of messages that services of AWS send to queues: texts, by name. */
final class TextAttributes {

    private TextAttributes() {}

    static Map<String, MessageAttributeValue> of(Map<String, String> texts) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        texts.forEach((name, text) -> attributes.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(text)
                        .build()));
        return attributes;
    }
}
