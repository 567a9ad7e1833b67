/** Load on the file service, over HTTP and nothing else. Where it answers and how much load comes from {@link Settings}. */
package sh.lfc.nv.load;
