package sh.lfc.nv.harness.steps;

import java.util.Optional;
import sh.lfc.nv.canary.steps.Scene;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The bucket of the files, reached past the service. */
public final class Storage {
    private final Scene scene;
    private final Deployed deployed;

    public Storage(Scene scene, Deployed deployed) {
        this.scene = scene;
        this.deployed = deployed;
    }

    String bucket() {
        return scene.system().named("storage");
    }

    void put(String key, byte[] content) {
        try (var s3 = client()) {
            s3.putObject(put -> put.bucket(bucket()).key(key), RequestBody.fromBytes(content));
        }
    }

    void remove(String key) {
        try (var s3 = client()) {
            s3.deleteObject(delete -> delete.bucket(bucket()).key(key));
        }
    }

    Optional<byte[]> content(String key) {
        try (var s3 = client()) {
            return Optional.of(
                    s3.getObjectAsBytes(get -> get.bucket(bucket()).key(key)).asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    S3Client client() {
        return deployed.target().aws().client(S3Client.builder());
    }
}
