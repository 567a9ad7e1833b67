/**
 * What is kept of the canary's runs from a command line: a history for machines, a page for people, metrics for alarms.
 * Knows nothing of how a run is made.
 */
package sh.lfc.nv.harness.canary;
