/**
 * Runs of the whole system in a sandbox account of AWS: whether that is allowed and what it costs, under whose names, from
 * the first stack to the last trace. What a run makes is written down before it is made.
 */
package sh.lfc.nv.harness.sandbox;
