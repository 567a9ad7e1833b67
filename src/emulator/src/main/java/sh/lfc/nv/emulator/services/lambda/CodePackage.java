package sh.lfc.nv.emulator.services.lambda;

import java.nio.file.Path;

/**
 * A deployment package, kept once however many functions have it.
 *
 * @param sha256 the digest of the archive, Base64
 * @param size the archive's size in bytes
 * @param archive the archive as it was uploaded
 * @param contents a digest of what is in it, whenever it was packed
 * @param taskRoot the folder into which it is unpacked
 */
record CodePackage(String sha256, long size, Path archive, String contents, Path taskRoot) {}
