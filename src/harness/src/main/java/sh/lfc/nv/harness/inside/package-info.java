/** What lies behind a deployed service, looked at directly: its engines, and whether they agree with each other. */
package sh.lfc.nv.harness.inside;
