/** Results of measurements as data, with their goals, and as JSON, Markdown and a page. Measures nothing itself. */
package sh.lfc.nv.harness.bench.report;
