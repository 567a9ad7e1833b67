package sh.lfc.nv.emulator.services.synthetics;

import sh.lfc.nv.emulator.call.Scope;

/** Keeps what runs of canaries leave, in buckets of S3. */
@FunctionalInterface
public interface ArtifactStore {

    /**
     * @param roleArn the canary's role, in whose name the object is written
     * @throws RuntimeException if the bucket does not take it
     */
    void put(Scope scope, String roleArn, String bucket, String key, String contentType, byte[] content);
}
