package sh.lfc.nv.emulator.services.lambda;

import java.time.Duration;
import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.runtimes.lambda.FunctionSpec;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * One version of a function at one time.
 *
 * @param configuration what the API shows of it
 * @param code its deployment package
 * @param generation grows with every change of the function
 */
record FunctionVersion(FunctionConfiguration configuration, CodePackage code, long generation) {

    FunctionVersion with(FunctionConfiguration changed) {
        return new FunctionVersion(changed, code, generation);
    }

    String number() {
        return configuration.version();
    }

    /** What its execution environments are made from. */
    FunctionSpec spec(Scope scope) {
        var logging = configuration.loggingConfig();
        return new FunctionSpec(
                scope,
                scope.arn("lambda", "function:" + configuration.functionName()),
                configuration.functionName(),
                configuration.version(),
                generation,
                configuration.runtimeAsString(),
                configuration.handler(),
                configuration.memorySize(),
                configuration.ephemeralStorage().size(),
                Duration.ofSeconds(configuration.timeout()),
                configuration.environment() == null
                        ? Map.of()
                        : configuration.environment().variables(),
                configuration.role(),
                code.taskRoot(),
                code.contents(),
                new FunctionSpec.Logging(
                        logging.logGroup(),
                        "JSON".equals(logging.logFormatAsString()),
                        logging.applicationLogLevelAsString(),
                        logging.systemLogLevelAsString()));
    }
}
