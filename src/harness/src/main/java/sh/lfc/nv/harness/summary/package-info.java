/**
 * One page for people and one file for machines on a whole run: where, how long, what was found right and wrong, and of
 * what is wrong everything that the system itself has to say.
 */
package sh.lfc.nv.harness.summary;
