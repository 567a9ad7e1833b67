/**
 * Amazon ElastiCache for Redis OSS ("Amazon ElastiCache API Reference"): replication groups, each node of which is a
 * real server, and the subnet groups and parameter groups that they need. How a server is run is the runtimes' matter.
 */
package sh.lfc.nv.emulator.services.elasticache;
