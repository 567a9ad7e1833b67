/**
 * The command line: what users type and what they see. Decides nothing that a program would want to call.
 */
package sh.lfc.nv.harness.cli;
