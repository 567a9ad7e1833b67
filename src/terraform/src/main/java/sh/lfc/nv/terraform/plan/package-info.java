/**
 * Assertions about plans, in the style of AssertJ and without it: they fail with {@link java.lang.AssertionError}, which
 * every test framework understands.
 */
package sh.lfc.nv.terraform.plan;
