/**
 * Real Redis servers: their program and one server's life. What ElastiCache calls a node is this with a name;
 * ElastiCache itself is not here.
 */
package sh.lfc.nv.emulator.runtimes.redis;
