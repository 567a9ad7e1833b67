/**
 * Rules about resources of the provider hashicorp/aws, by the names of its attributes alone: no SDK is needed, and nothing is
 * called.
 */
package sh.lfc.nv.terraform.policy.aws;
