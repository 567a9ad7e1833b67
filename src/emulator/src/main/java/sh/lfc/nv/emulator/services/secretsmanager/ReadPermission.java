package sh.lfc.nv.emulator.services.secretsmanager;

import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/** Whether callers may read a secret, asked for each one of a BatchGetSecretValue. Called by many threads. */
@FunctionalInterface
public interface ReadPermission {

    /** @throws sh.lfc.nv.emulator.call.AwsError AccessDeniedException, when the caller may not */
    void require(GetSecretValueRequest request, Call call);
}
