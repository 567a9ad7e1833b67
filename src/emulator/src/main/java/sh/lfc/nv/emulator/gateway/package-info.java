/** The emulator's front door: HTTP in, calls to services out. Knows protocols and signatures, no single service. */
package sh.lfc.nv.emulator.gateway;
