/**
 * Who reaches whom in a VPC: a network as plain values, and the path through it with the first rule that stops it.
 * Nothing here knows requests, services or sockets; the same values always give the same path.
 */
package sh.lfc.nv.emulator.network;
