package sh.lfc.nv.emulator.services.sns;

/** Takes events for Lambda functions, which it invokes asynchronously. */
@FunctionalInterface
public interface FunctionDelivery {

    /**
     * @param event the event in JSON
     * @param topicArn on whose behalf the function is invoked, for its resource policy
     * @throws RuntimeException if the function does not exist or may not be invoked by the topic
     */
    void invoke(String functionArn, byte[] event, String topicArn);
}
