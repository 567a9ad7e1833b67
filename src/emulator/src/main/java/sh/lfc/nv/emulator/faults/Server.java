package sh.lfc.nv.emulator.faults;

/**
 * What is behind a database or a cache, for faults. Each method comes back when it is done, and refuses what it does not
 * do with an {@link IllegalArgumentException} that says why in a sentence. Safe for use by many threads.
 */
public interface Server {

    void stop();

    /** One that is not stopped is left as it is. */
    void start();

    void restart();

    /** Has a standby or a replica take over, where there is one; else restarts. */
    void failOver();

    /** Has its processes stand still. */
    void pause();

    /** Has them go on; those that do are left as they are. */
    void resume();

    /**
     * Overwrites values with random bytes.
     *
     * @param keys a pattern of the keys
     * @param seed for the same bytes again
     * @return how many
     */
    long garble(String keys, long seed);
}
