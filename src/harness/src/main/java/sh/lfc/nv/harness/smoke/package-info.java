/** A first look at a deployed service: does it do its job at all? The features look deeper. */
package sh.lfc.nv.harness.smoke;
