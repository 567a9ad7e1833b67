/**
 * One call to an AWS API: who makes it, where, with which body, and how a service answers or refuses.
 *
 * <p>What every service is written against. Knows nothing of HTTP or of any single service.
 */
package sh.lfc.nv.emulator.call;
