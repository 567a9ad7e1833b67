/**
 * One PostgreSQL connection for a function's execution environment: made when first needed, kept while it lives,
 * replaced when it died.
 *
 * <p>Knows no table; those belong to {@code catalog}.
 */
package sh.lfc.nv.service.postgres;
