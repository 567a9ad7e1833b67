package sh.lfc.nv.emulator.gateway;

import java.time.Duration;

/** Is told of every call of an AWS API after it was answered, by the thread that answered it. */
@FunctionalInterface
public interface CallObserver {

    /** Is told nothing. */
    CallObserver NONE = call -> {};

    /**
     * A call that was answered.
     *
     * @param service the package of the service in the SDK, for example {@code s3}
     * @param userAgent what the client calls itself; empty when it does not say
     * @param status the HTTP status of the answer
     * @param took from the first byte of the request until the answer was handed to the network
     */
    record AnsweredCall(String service, String userAgent, int status, Duration took) {}

    void answered(AnsweredCall call);
}
