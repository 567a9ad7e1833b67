package sh.lfc.nv.emulator.services.s3;

/**
 * A part of an object that was uploaded in parts.
 *
 * @param offset of its first byte in the object
 * @param size in bytes
 * @param checksum of the part; null in objects whose checksum is of the whole
 */
record ObjectPart(int number, long offset, long size, ObjectChecksum checksum) {}
