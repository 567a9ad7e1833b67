/** Writers that go on writing while things fail, and what is left in the end. */
package sh.lfc.nv.harness.soak;
