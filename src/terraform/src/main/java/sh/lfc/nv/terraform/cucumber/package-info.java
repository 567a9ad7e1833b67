/**
 * Sentences about plans for Cucumber, which a project that uses this brings itself: name this package as glue.
 *
 * <p>Nothing else in this module knows Cucumber.
 */
package sh.lfc.nv.terraform.cucumber;
