/** Waiting for something to become true, for so long and no longer, and what was seen last when it did not. */
package sh.lfc.nv.terraform.wait;
