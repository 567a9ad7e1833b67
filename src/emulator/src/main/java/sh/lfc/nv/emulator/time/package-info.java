/** The emulator's time: one clock for all services, and work that is due at a time of this clock. */
package sh.lfc.nv.emulator.time;
