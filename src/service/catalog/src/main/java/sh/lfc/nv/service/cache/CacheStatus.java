package sh.lfc.nv.service.cache;

/** Where a value came from. */
public enum CacheStatus {
    /** From the cache. */
    HIT,
    /** From its origin, because the cache did not have it. */
    MISS,
    /** From its origin, because the cache was down, too slow, or held something unreadable. */
    BYPASS
}
