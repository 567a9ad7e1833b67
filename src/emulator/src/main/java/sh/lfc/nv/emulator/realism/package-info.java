/**
 * What makes the emulator as slow as AWS, where that is asked for: how long things take, how late changes are known
 * everywhere, and how often one may ask.
 *
 * <p>Figures live here, and what they are taken from. What is slow, and what it shows meanwhile, is in the services; without
 * the realistic mode all delays are zero and there are no limits.
 */
package sh.lfc.nv.emulator.realism;
