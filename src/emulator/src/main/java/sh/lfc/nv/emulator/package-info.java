/**
 * The embedded AWS: how to start one, and the one place that wires its parts together.
 *
 * <p>Nothing in this module knows the service under test or the harness.
 */
package sh.lfc.nv.emulator;
