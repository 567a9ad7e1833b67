/**
 * The file catalogue: what the storage bucket holds, in the table {@code file}, and its cache.
 *
 * <p>Knows neither HTTP nor S3's events; functions translate.
 */
package sh.lfc.nv.service.catalog;
