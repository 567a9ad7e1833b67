/**
 * What the emulator starts beside itself: child processes that never outlive it, the loopback addresses on which
 * they listen, and the folders of this machine's user. The engines live in the packages below; nothing here knows a
 * service of AWS.
 */
package sh.lfc.nv.emulator.runtimes;
