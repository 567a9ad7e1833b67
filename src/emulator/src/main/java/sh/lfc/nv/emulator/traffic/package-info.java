/**
 * Real connections that are let through, dropped and cut as a network decides: listeners that forward bytes to where
 * they are to lead. Nothing here knows why a connection is dropped; that is what a {@code Gate} says.
 */
package sh.lfc.nv.emulator.traffic;
