/**
 * Other programs: how they are started, watched, timed out and ended together with everything that they started.
 *
 * <p>Nothing here knows which programs these are.
 */
package sh.lfc.nv.terraform.process;
