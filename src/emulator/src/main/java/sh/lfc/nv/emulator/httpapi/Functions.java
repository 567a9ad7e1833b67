package sh.lfc.nv.emulator.httpapi;

/** Invokes functions as API Gateway, as far as the functions' policies let it. Safe for use by many threads. */
@FunctionalInterface
public interface Functions {

    /**
     * What a function answered.
     *
     * @param payload its answer, or the error document, JSON
     * @param failed whether the function failed
     */
    record Answer(byte[] payload, boolean failed) {}

    /**
     * Runs a function and waits for it.
     *
     * @param sourceArn the ARN of the route or authorizer for which the function is called
     * @throws RuntimeException when the function did not run: there is none, it is throttled, its policy does not let
     *     API Gateway invoke it
     */
    Answer invoke(String functionArn, byte[] event, String sourceArn);
}
