package sh.lfc.nv.emulator.services.synthetics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.core.SdkBytes;

/** The functions in which canaries run. Methods throw a {@link RuntimeException} with Lambda's sentence on refusal. */
public interface CanaryFunctions {

    /**
     * What a canary's function is to be.
     *
     * @param runtime the runtime of Lambda
     * @param code null where an update leaves it as it is
     * @param ephemeralStorage in MB
     */
    record Specification(
            String name,
            String runtime,
            String handler,
            String roleArn,
            Code code,
            int timeoutSeconds,
            int memoryMb,
            int ephemeralStorage,
            Map<String, String> environment,
            List<String> subnetIds,
            List<String> securityGroupIds,
            Map<String, String> tags) {}

    /** A package: in a bucket, with a version or null, or as it is. */
    record Code(String bucket, String key, String version, SdkBytes archive) {}

    /**
     * A function as it was made.
     *
     * @param versionArn the ARN of the version that runs
     * @param vpcId the VPC that it is in, or null
     */
    record Deployed(String versionArn, String vpcId) {}

    /**
     * What came of a run.
     *
     * @param error null when the function returned; else the type of the error: that of an exception, or Lambda's own, such
     *     as {@code Sandbox.Timedout}
     * @param message what the function's error says, or null
     * @param log the end of the function's log
     */
    record Result(String error, String message, String log, Duration duration) {}

    Deployed create(Scope scope, Specification specification);

    Deployed update(Scope scope, Specification specification);

    /** Deletes a function; one that is gone stays gone. */
    void delete(Scope scope, String functionName);

    /** Runs the function and waits for its end. */
    Result run(Scope scope, String functionName, byte[] event);
}
