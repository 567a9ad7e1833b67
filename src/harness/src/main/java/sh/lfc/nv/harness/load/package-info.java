/**
 * Runs load simulations, whose code it does not know, in processes of their own, and makes sense of what they leave:
 * summaries, trends, where the time went, and whether anything was lost. How it is drawn is in
 * {@link sh.lfc.nv.harness.html}.
 */
package sh.lfc.nv.harness.load;
