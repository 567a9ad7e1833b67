package sh.lfc.nv.emulator;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.lambda.Lambda;

/**
 * Says once why a function's connections to a target are dropped. AWS says nothing in the function's own log, where
 * only its time-out stands; the request's identifier leads from there to this line. Safe for use by many threads.
 */
final class Drops {

    private static final Logger log = LoggerFactory.getLogger(Drops.class);

    private record Drop(Scope scope, String function, String target, int port, String reason) {}

    private final Supplier<Lambda> lambda;
    private final Set<Drop> said = ConcurrentHashMap.newKeySet();

    Drops(Supplier<Lambda> lambda) {
        this.lambda = lambda;
    }

    void dropped(Scope scope, String function, String target, int port, String reason) {
        if (said.add(new Drop(scope, function, target, port, reason))) {
            log.warn(
                    "function={} target={} port={} dropped: {} requests={}",
                    function,
                    target,
                    port,
                    reason,
                    lambda.get().requests(scope, function));
        }
    }
}
