/** Runs the features against a system: which of them, how many at a time, and the reports that they leave. */
package sh.lfc.nv.harness.features;
