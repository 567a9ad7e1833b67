package sh.lfc.nv.emulator.services.lambda;

import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;

/**
 * Where dead letters and the records of asynchronous invocations go: queues, topics and event buses. Safe for use by
 * many threads.
 */
@FunctionalInterface
public interface EventTargets {

    /**
     * Sends a message.
     *
     * @param targetArn the ARN of a queue, a topic or an event bus
     * @param attributes the message's attributes; a value that is an {@link Integer} becomes one of type Number
     * @throws RuntimeException when the target does not exist or refuses the message
     */
    void send(Scope scope, String targetArn, String body, Map<String, Object> attributes);
}
