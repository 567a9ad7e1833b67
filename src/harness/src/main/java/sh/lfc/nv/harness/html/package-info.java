/** What all pages that the harness makes have in common. */
package sh.lfc.nv.harness.html;
