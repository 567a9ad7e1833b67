/** Signature Version 4: who signed a request, whether the signature is right, and bodies that are signed in chunks. */
package sh.lfc.nv.emulator.signature;
