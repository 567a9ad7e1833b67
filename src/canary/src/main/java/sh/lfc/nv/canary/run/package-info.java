/**
 * Runs of Cucumber in this process: which scenarios, against which system, what is told of them while they run and what
 * is left of them. Knows no single step.
 */
package sh.lfc.nv.canary.run;
