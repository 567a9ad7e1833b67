package sh.lfc.nv.emulator.services.s3;

import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;

/** Whether callers may delete objects, asked for each key of a DeleteObjects. Called by many threads. */
@FunctionalInterface
public interface DeletionPermission {

    /** @throws sh.lfc.nv.emulator.call.AwsError AccessDenied, when the caller may not */
    void require(DeleteObjectRequest request, Call call);
}
