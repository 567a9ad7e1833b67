/**
 * What a run leaves beside Gatling's report: every response time as HdrHistogram logs, which those of other shards can be
 * added to without loss, and what else has to be known of the run. Nothing here makes load.
 */
package sh.lfc.nv.load.results;
