/**
 * Where Terraform and its providers come from: a binary on the machine or a pinned release, and a CLI configuration
 * that takes providers from an unpacked mirror when the machine has one.
 */
package sh.lfc.nv.terraform.install;
