/**
 * What a function is told through its environment, read once at start and checked there.
 *
 * <p>No secret lives here: settings name secrets, {@code secrets} fetches them.
 */
package sh.lfc.nv.service.settings;
