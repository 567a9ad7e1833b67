/**
 * Amazon RDS for PostgreSQL ("Amazon RDS API Reference"): DB instances, each with a real server behind it, DB subnet
 * groups, DB parameter groups and the records of snapshots. How a server is run is the runtimes' matter.
 */
package sh.lfc.nv.emulator.services.rds;
