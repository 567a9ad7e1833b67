/**
 * PostgreSQL and Redis beside an endpoint whose RDS or ElastiCache is not used: what offers them, where functions find them,
 * and a copy of the stacks that is told so by Terraform's override files. How servers are started is not known here.
 */
package sh.lfc.nv.harness.localstack.beside;
