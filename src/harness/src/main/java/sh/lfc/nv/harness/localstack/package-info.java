/**
 * LocalStack as a target, and whatever else speaks AWS's APIs on one port: which services it serves, which stacks can stand
 * there, and a run of those from start to end. What is particular to one product is asked for, never concluded from a
 * version. Testcontainers is known to {@link sh.lfc.nv.harness.localstack.Containers} and
 * {@link sh.lfc.nv.harness.localstack.DatabaseContainers} alone, and loaded with them.
 */
package sh.lfc.nv.harness.localstack;
