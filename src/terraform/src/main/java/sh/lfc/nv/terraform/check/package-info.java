/** What can be said of all configurations of a project without applying one: is it valid, is it formatted. */
package sh.lfc.nv.terraform.check;
