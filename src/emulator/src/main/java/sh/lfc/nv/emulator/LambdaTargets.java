package sh.lfc.nv.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.lambda.EventTargets;
import sh.lfc.nv.emulator.services.sns.Sns;
import sh.lfc.nv.emulator.services.sqs.Sqs;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Where Lambda sends dead letters and the records of asynchronous invocations. */
record LambdaTargets(Sqs sqs, Sns sns, Supplier<String> endpoint) implements EventTargets {

    @Override
    public void send(Scope scope, String targetArn, String body, Map<String, Object> attributes) {
        String service = targetArn.split(":", 4)[2];
        switch (service) {
            case "sqs" -> toQueue(targetArn, body, attributes);
            case "sns" -> sns.publish(targetArn, null, body, endpoint.get());
            default -> throw AwsError.badRequest("InvalidParameterValue", "No messages can be sent to " + service);
        }
    }

    private void toQueue(String queueArn, String body, Map<String, Object> attributes) {
        Map<String, MessageAttributeValue> typed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> typed.put(
                name,
                MessageAttributeValue.builder()
                        .dataType(value instanceof Integer ? "Number" : "String")
                        .stringValue(value.toString())
                        .build()));
        sqs.send(queueArn, body, typed, "lambda.amazonaws.com");
    }
}
