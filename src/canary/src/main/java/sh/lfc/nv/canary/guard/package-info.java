/** What stands before the steps where features run on a live system. Cucumber finds it as it finds steps. */
package sh.lfc.nv.canary.guard;
