package sh.lfc.nv.emulator.services.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Names one receive of one message of one queue.
 *
 * @param receipt the number of the receive
 */
record ReceiptHandle(String queueArn, String messageId, long receipt) {

    String encode() {
        String plain = queueArn + " " + messageId + " " + receipt;
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException if it is not one */
    static ReceiptHandle decode(String handle, String queueArn) {
        if (handle == null || handle.isEmpty()) {
            throw SqsErrors.missing("ReceiptHandle");
        }
        try {
            String plain = new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8);
            String[] parts = plain.split(" ");
            if (parts.length == 3 && parts[0].equals(queueArn)) {
                return new ReceiptHandle(parts[0], parts[1], Long.parseLong(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            throw SqsErrors.invalidHandle(handle);
        }
        throw SqsErrors.invalidHandle(handle);
    }
}
