package sh.lfc.nv.service.cache;

/** A value and where it came from. */
public record Cached<T>(T value, CacheStatus status) {}
