/** How many calls of AWS's APIs the embedded AWS answers, beside its peers, and how long it takes for each. */
package sh.lfc.nv.harness.bench.api;
