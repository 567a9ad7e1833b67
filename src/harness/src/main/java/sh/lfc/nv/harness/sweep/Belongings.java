package sh.lfc.nv.harness.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sh.lfc.nv.canary.aws.AwsAccess;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Everything in an account that carries an environment's name or tag, asked of the services themselves. Not for use by
 * several threads.
 */
public final class Belongings implements AutoCloseable {
    private final Named named;
    private final List<Finder> finders;

    /**
     * @param environment what its names begin with, and what its tag {@code Environment} says
     * @param domain of its hosted zone; empty when it has none of its own
     */
    public Belongings(AwsAccess aws, String environment, Optional<String> domain) {
        named = new Named(environment, domain.orElse(""));
        finders = List.of(new Compute(aws), new Data(aws), new Identity(aws), new Network(aws));
    }

    /** What there is, in the order in which it goes. */
    public List<Leftover> everything() {
        return finders.stream().flatMap(finder -> finder.find(named)).toList();
    }

    /**
     * Takes everything away. What something else still needs, or what takes AWS its time, is tried again and again.
     *
     * @param patience how long
     * @param pause between two tries
     * @param gone is told of each thing that is no more
     * @return what is left, with the reason where AWS gave one; empty when nothing is
     */
    public Map<Leftover, String> remove(Duration patience, Duration pause, Consumer<String> gone)
            throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var seen = new ArrayList<String>();
        while (true) {
            var there = everything();
            var names = there.stream().map(Leftover::toString).toList();
            seen.stream().filter(name -> !names.contains(name)).forEach(gone);
            seen.clear();
            seen.addAll(names);
            var reasons = tryAll(there);
            if (there.isEmpty() || System.nanoTime() > deadline) {
                return reasons;
            }
            Thread.sleep(pause.toMillis());
        }
    }

    private static Map<Leftover, String> tryAll(List<Leftover> there) throws InterruptedException {
        var reasons = new LinkedHashMap<Leftover, String>();
        for (var one : there) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            reasons.put(one, one.going() ? "it is being deleted" : tried(one));
        }
        return reasons;
    }

    private static String tried(Leftover one) {
        try {
            one.removal().run();
            return "it is being deleted";
        } catch (SdkException e) {
            // Something else needs it, or it went meanwhile: the next look tells.
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        finders.forEach(Finder::close);
    }
}
