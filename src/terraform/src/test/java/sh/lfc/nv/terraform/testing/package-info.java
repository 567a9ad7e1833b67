/** What tests of this module share. */
package sh.lfc.nv.terraform.testing;
