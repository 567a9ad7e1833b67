/**
 * S3: buckets with their configuration, objects with their versions, multipart uploads, event notifications and
 * lifecycle rules.
 *
 * <p>Bodies lie in files and are streamed; everything else is held in memory. Each family of operations has a class of
 * its own; what they share stands in {@code S3State}. Knows no other service: notifications leave through {@code
 * NotificationDestination}.
 */
package sh.lfc.nv.emulator.services.s3;
