/**
 * Keeps the catalogue in step with the storage bucket: the function that S3's event notifications invoke.
 *
 * <p>Translates events into statements of {@code catalog}; it serves no requests.
 */
package sh.lfc.nv.service.update;
