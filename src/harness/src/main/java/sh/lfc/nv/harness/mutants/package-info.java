/**
 * Whether the features notice what goes wrong: faults are put into the stacks, one at a time, and the features must fail.
 *
 * <p>Here is what mutants are, how they are applied to a running system and what is reported of them. Nothing here knows
 * a particular stack: the catalogue is read from files.
 */
package sh.lfc.nv.harness.mutants;
