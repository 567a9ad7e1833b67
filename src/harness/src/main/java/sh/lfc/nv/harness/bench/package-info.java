/** Measurements of what the project claims about its own speed, in processes of their own, with a written result. */
package sh.lfc.nv.harness.bench;
