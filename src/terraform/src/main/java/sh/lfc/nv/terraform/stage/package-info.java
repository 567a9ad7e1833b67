/**
 * What tests of infrastructure need around Terraform: stages that can be skipped, data that outlives a run, copies of a
 * folder, names that nobody else has.
 */
package sh.lfc.nv.terraform.stage;
