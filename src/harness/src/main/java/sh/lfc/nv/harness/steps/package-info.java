/**
 * What the sentences of the features do. A step is a few lines over a client of the service, the AWS SDK, JDBC or Jedis;
 * it knows the target through {@code SystemUnderTest} alone, so that a feature runs unchanged wherever the service does.
 */
package sh.lfc.nv.harness.steps;
