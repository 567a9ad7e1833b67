package sh.lfc.nv.emulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A fault with what it has done so far. Safe for use by many threads. */
final class Running {

    private final String id;
    private final Wanted wanted;
    private final RandomGenerator random;
    private final Optional<Instant> until;
    private long struck;
    private volatile boolean over;
    private volatile boolean cleared;

    /** @param random of this fault alone, so that its n-th decision is the same whatever else happens */
    Running(String id, Wanted wanted, RandomGenerator random, Instant now) {
        this.id = id;
        this.wanted = wanted;
        this.random = random;
        this.until = wanted.often().window().map(now::plus);
    }

    String id() {
        return id;
    }

    Wanted wanted() {
        return wanted;
    }

    Kind kind() {
        return wanted.kind();
    }

    Duration by() {
        return wanted.by().orElse(Duration.ZERO);
    }

    /** Whether it strikes what it is aimed at this time; if so, that counts. */
    synchronized boolean strikes(Instant now) {
        if (over || until.filter(end -> !now.isBefore(end)).isPresent()) {
            return false;
        }
        double probability = wanted.often().probability();
        if (probability < 1 && random.nextDouble() >= probability) {
            return false;
        }
        struck++;
        over = wanted.often().count().stream().anyMatch(most -> struck >= most);
        return true;
    }

    /** It has struck so often without having been asked, and is over. */
    synchronized void done(long times) {
        struck = times;
        over = true;
    }

    /** It is in force, which is one strike. */
    synchronized void begun() {
        struck = 1;
    }

    /** Its time has run out. */
    void end() {
        over = true;
    }

    /** It was taken away, and so is what it holds back. */
    void clear() {
        over = true;
        cleared = true;
    }

    boolean isCleared() {
        return cleared;
    }

    boolean isOver() {
        return over;
    }

    /** A number for what it does at random. */
    long number() {
        return random.nextLong(Integer.MAX_VALUE);
    }

    synchronized Fault shown() {
        return new Fault(id, wanted, struck, over);
    }
}
