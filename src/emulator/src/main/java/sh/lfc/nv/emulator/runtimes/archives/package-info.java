/**
 * Archives of classes, in the form in which the virtual machine maps them into memory (class-data sharing), for programs
 * that are started again and again: made once in the background, kept for the next emulator, never needed. Nothing here
 * knows what Lambda is.
 */
package sh.lfc.nv.emulator.runtimes.archives;
