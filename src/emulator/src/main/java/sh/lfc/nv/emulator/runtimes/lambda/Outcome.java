package sh.lfc.nv.emulator.runtimes.lambda;

import java.time.Duration;

/**
 * What came of an invocation that an execution environment has taken.
 *
 * @param payload the function's answer, or the error document, JSON
 * @param error null when the function returned; else what kind of error Lambda saw, for example
 *     {@code Sandbox.Timedout} or the name of an exception
 * @param logTail the last 4 KB of the invocation's log
 * @param duration how long the function ran, without the start of its environment
 * @param version the version that was executed
 */
public record Outcome(byte[] payload, String error, byte[] logTail, Duration duration, String version) {

    public boolean failed() {
        return error != null;
    }
}
