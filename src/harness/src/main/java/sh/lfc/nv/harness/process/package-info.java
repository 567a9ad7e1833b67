/** Processes that run the harness's own classes. */
package sh.lfc.nv.harness.process;
