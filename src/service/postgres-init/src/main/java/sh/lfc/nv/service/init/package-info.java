/**
 * Brings the database schema up to date: the function that is invoked after the {@code postgres} stack was applied.
 *
 * <p>The schema itself is the SQL in {@code db/migration}, one file a version; a released file never changes.
 */
package sh.lfc.nv.service.init;
