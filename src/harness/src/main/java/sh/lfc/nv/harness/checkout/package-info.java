/** Where the project's files are on this machine, and what the harness keeps between its runs. Runs nothing. */
package sh.lfc.nv.harness.checkout;
