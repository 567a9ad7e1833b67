package sh.lfc.nv.emulator.services.synthetics;

import sh.lfc.nv.emulator.call.Scope;

/** Keeps what runs of canaries leave, in buckets of S3. */
@FunctionalInterface
public interface ArtifactStore {

    /**
     * @param author in whose name the object is written
     * @throws RuntimeException if the bucket does not take it, or the role does not trust the function
     */
    void put(Scope scope, Author author, String bucket, String key, String contentType, byte[] content);

    /**
     * The function of a canary, as it writes what its runs leave.
     *
     * @param roleArn the canary's role
     * @param functionArn the function's ARN, without a version
     */
    record Author(String roleArn, String functionArn) {}
}
