/** Records of earlier runs, kept in files. What is in a record is its owner's. */
package sh.lfc.nv.harness.history;
