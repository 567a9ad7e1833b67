/** What tests of the canary look at in place of a deployed service. */
package sh.lfc.nv.canary.testing;
