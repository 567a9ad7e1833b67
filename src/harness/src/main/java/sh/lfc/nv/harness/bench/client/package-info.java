/**
 * A client of AWS's APIs that costs as little as possible, and the two ways to load a server with it. What is measured
 * and what comes out is not known here.
 */
package sh.lfc.nv.harness.bench.client;
