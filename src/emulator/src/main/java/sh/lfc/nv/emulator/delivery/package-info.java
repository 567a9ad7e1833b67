/**
 * Deliveries that are tried again for as long as their policy says, as EventBridge and EventBridge Scheduler do.
 *
 * <p>What is delivered, and where, is the services' own affair.
 */
package sh.lfc.nv.emulator.delivery;
