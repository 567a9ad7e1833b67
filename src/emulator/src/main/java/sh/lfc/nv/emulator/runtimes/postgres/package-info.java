/**
 * Real PostgreSQL servers: their programs, a template of a fresh database cluster, and one server's life from its
 * first start to the deletion of its data. What RDS calls an instance is this with a name; RDS itself is not here.
 */
package sh.lfc.nv.emulator.runtimes.postgres;
