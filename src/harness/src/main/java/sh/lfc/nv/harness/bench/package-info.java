/**
 * Measurements of what the project claims about its own speed, one class each, in processes of their own. What they
 * find goes to {@code report}; what they measure is started by {@code server} and loaded by {@code client}.
 */
package sh.lfc.nv.harness.bench;
