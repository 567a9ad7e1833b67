/**
 * Terraform in tests with JUnit Jupiter, which a project that uses this brings itself.
 *
 * <p>Nothing else in this module knows JUnit.
 */
package sh.lfc.nv.terraform.junit;
