/**
 * The expressions with which AWS's services are told when to act, {@code rate(…)}, {@code cron(…)} and {@code at(…)}, and
 * the instants that follow from them.
 *
 * <p>Works on instants alone; what is done then, and by which clock, is for others.
 */
package sh.lfc.nv.emulator.schedule;
