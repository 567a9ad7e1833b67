package sh.lfc.nv.emulator.runtimes.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;

/**
 * What an execution environment is made from: one version of a function as it is configured at one time.
 *
 * @param scope the account and region of the function
 * @param arn the function's ARN, without a version
 * @param name the function's name
 * @param version {@code $LATEST} or a number
 * @param generation grows with every change of the function; environments of earlier generations are not used again
 * @param runtime for example {@code java17}
 * @param handler the handler, in the form of the runtime
 * @param memorySize the memory in MB
 * @param ephemeralStorage how much may lie in {@code /tmp}, in MB
 * @param timeout how long one invocation may take
 * @param environment the variables of the function's own
 * @param role the ARN of the execution role
 * @param taskRoot the folder with the unpacked code
 * @param code a digest of the code
 * @param logging where and in what form logs are written
 */
public record FunctionSpec(
        Scope scope,
        String arn,
        String name,
        String version,
        long generation,
        String runtime,
        String handler,
        int memorySize,
        int ephemeralStorage,
        Duration timeout,
        Map<String, String> environment,
        String role,
        Path taskRoot,
        String code,
        Logging logging) {

    /** The settings of "Configuring advanced logging controls for your Lambda function". */
    public record Logging(String group, boolean json, String applicationLevel, String systemLevel) {}

    public FunctionSpec {
        environment = Map.copyOf(environment);
    }

    /** Names the version of the function whose environments may be reused for one another. */
    String key() {
        return arn + ":" + version;
    }

    /** Whether Lambda's Java runtime client runs this function. */
    public boolean java() {
        return runtime != null && runtime.startsWith("java");
    }
}
