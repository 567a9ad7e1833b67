/**
 * The host names that the emulator gives to what it runs, and where each of them leads on this machine.
 *
 * <p>Services with endpoints publish here; functions' resolvers and the DNS server read. Knows no single service.
 */
package sh.lfc.nv.emulator.names;
