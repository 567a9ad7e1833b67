/**
 * Load on the file service, over HTTP and nothing else: one simulation a file. Who sends it and to where is
 * {@link sh.lfc.nv.load.Service}, how much of it {@link sh.lfc.nv.load.Profile}, and what has to hold
 * {@link sh.lfc.nv.load.Promises}.
 */
package sh.lfc.nv.load;
