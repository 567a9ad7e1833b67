/**
 * Rules that infrastructure has to keep, checked on plans before an apply or on states after it. Nothing here knows a
 * provider.
 */
package sh.lfc.nv.terraform.policy;
