/**
 * Checks of members against the constraints of the service models, with the message that AWS's front end gives.
 *
 * <p>Nothing of a single service lives here.
 */
package sh.lfc.nv.emulator.validation;
