/**
 * AWS Certificate Manager: certificates that the emulator's own authority really issues, once their names are proven.
 *
 * <p>DNS is read through {@link sh.lfc.nv.emulator.services.acm.ValidationRecords}. Serving TLS is not done here.
 */
package sh.lfc.nv.emulator.services.acm;
