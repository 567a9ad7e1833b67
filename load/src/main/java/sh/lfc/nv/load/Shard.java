package sh.lfc.nv.load;

import java.util.Optional;

/**
 * One of several processes that make a load together. Each takes an equal share of the users of every second, so that the
 * whole is what the profile says, however many they are.
 *
 * @param index from 0
 * @param count how many there are
 */
record Shard(int index, int count) {
    private static final int MOST = 1_000;

    Shard {
        if (count < 1 || count > MOST || index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "a shard is written INDEX/COUNT, such as 0/4, with at most %d of them, not %d/%d"
                            .formatted(MOST, index, count));
        }
    }

    /**
     * What the system property {@code shard} says, such as {@code 0/4}; or else a Kubernetes Indexed Job, by its variable
     * {@code JOB_COMPLETION_INDEX} and {@code SHARDS}, which the manifest sets; or else all of the load.
     */
    static Shard chosen() {
        return Settings.text("shard")
                .or(() -> Optional.ofNullable(System.getenv("JOB_COMPLETION_INDEX"))
                        .map(index -> index + "/"
                                + Optional.ofNullable(System.getenv("SHARDS")).orElse("")))
                .map(Shard::parse)
                .orElse(new Shard(0, 1));
    }

    static Shard parse(String text) {
        if (!text.matches("\\d{1,4}/\\d{1,4}")) {
            throw new IllegalArgumentException("a shard is written INDEX/COUNT, such as 0/4, not " + text);
        }
        var slash = text.indexOf('/');
        return new Shard(Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** This shard's part of so many users a second. */
    double of(double rate) {
        return rate / count;
    }

    /** This shard's part of so many users; all parts together are the whole. */
    int of(int users) {
        return users / count + (index < users % count ? 1 : 0);
    }
}
