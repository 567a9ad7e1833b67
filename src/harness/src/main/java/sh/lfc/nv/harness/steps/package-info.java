/**
 * What the sentences of the features do behind the service; those that a client can do are the canary's. A step is a few
 * lines over the AWS SDK, JDBC or Jedis; it knows the target through {@code Deployed} alone, so that a feature runs
 * unchanged wherever the service does.
 */
package sh.lfc.nv.harness.steps;
