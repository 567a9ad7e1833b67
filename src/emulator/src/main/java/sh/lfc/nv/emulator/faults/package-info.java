/**
 * Faults on demand: what is to go wrong, for whom, how often, and whether it does so now. Knows calls, the clock and
 * names of things; what a fault does to an engine, a function or an event is done where those are, through the
 * interfaces here. Where there is no fault, asking costs one volatile read.
 */
package sh.lfc.nv.emulator.faults;
