/**
 * A read-through cache in Redis that slows its user by a bounded time at most and never fails it.
 *
 * <p>Knows nothing of files; {@code catalog} says what is cached and what makes it stale.
 */
package sh.lfc.nv.service.cache;
