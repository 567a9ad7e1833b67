/** What all of this module's exceptions are. */
package sh.lfc.nv.terraform.failure;
