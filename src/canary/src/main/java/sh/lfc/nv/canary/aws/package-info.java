/** How AWS's APIs are reached: where, and as whom. */
package sh.lfc.nv.canary.aws;
