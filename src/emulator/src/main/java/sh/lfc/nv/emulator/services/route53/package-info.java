/**
 * Route 53: hosted zones and their records.
 *
 * <p>{@link sh.lfc.nv.emulator.services.route53.PublicZones} is what others read of it. Answering DNS queries is not
 * done here.
 */
package sh.lfc.nv.emulator.services.route53;
