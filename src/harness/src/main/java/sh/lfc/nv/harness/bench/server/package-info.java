/** The servers that are measured, each in a process of its own: how they start, what they need, how they end. */
package sh.lfc.nv.harness.bench.server;
