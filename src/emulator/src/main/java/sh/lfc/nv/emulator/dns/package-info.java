/**
 * A DNS server for what the emulator serves: zones, and names of endpoints. It answers with authority or not at all; it
 * never asks another server. What it knows comes from interfaces of this package.
 */
package sh.lfc.nv.emulator.dns;
