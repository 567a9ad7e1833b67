/** What reading costs while what is read from grows, and whether that grows faster than its logarithm. */
package sh.lfc.nv.harness.bench.growth;
