package sh.lfc.nv.emulator.services.synthetics;

import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.synthetics.model.Canary;
import software.amazon.awssdk.services.synthetics.model.CanaryCodeInput;
import software.amazon.awssdk.services.synthetics.model.CanaryRunConfigOutput;
import software.amazon.awssdk.services.synthetics.model.EngineConfig;
import software.amazon.awssdk.services.synthetics.model.VpcConfigOutput;

/** Makes and changes the function of a canary. */
final class CanaryDeployment {

    private final CanaryFunctions functions;

    CanaryDeployment(CanaryFunctions functions) {
        this.functions = functions;
    }

    /** Makes the function, and answers what becomes known of the canary by it. */
    Canary create(Scope scope, CanaryEntry entry, CanaryCodeInput code) {
        return deployed(entry.shown(), functions.create(scope, specification(entry, code)));
    }

    /** Changes the function; code may be null. */
    Canary update(Scope scope, CanaryEntry entry, CanaryCodeInput code) {
        return deployed(entry.shown(), functions.update(scope, specification(entry, code)));
    }

    void delete(Scope scope, CanaryEntry entry) {
        functions.delete(scope, entry.functionName());
    }

    private static Canary deployed(Canary canary, CanaryFunctions.Deployed function) {
        VpcConfigOutput vpc = canary.vpcConfig();
        return canary.toBuilder()
                .engineArn(function.versionArn())
                .engineConfigs(
                        EngineConfig.builder().engineArn(function.versionArn()).build())
                .vpcConfig(
                        vpc == null
                                ? null
                                : vpc.toBuilder().vpcId(function.vpcId()).build())
                .build();
    }

    private static CanaryFunctions.Specification specification(CanaryEntry entry, CanaryCodeInput code) {
        Canary canary = entry.shown();
        CanaryRunConfigOutput config = canary.runConfig();
        VpcConfigOutput vpc = canary.vpcConfig();
        return new CanaryFunctions.Specification(
                entry.functionName(),
                RuntimeVersions.lambdaRuntime(canary.runtimeVersion()),
                canary.code().handler(),
                canary.executionRoleArn(),
                code == null
                        ? null
                        : new CanaryFunctions.Code(code.s3Bucket(), code.s3Key(), code.s3Version(), code.zipFile()),
                config.timeoutInSeconds(),
                config.memoryInMB(),
                config.ephemeralStorage(),
                entry.environment(),
                vpc == null ? List.of() : vpc.subnetIds(),
                vpc == null ? List.of() : vpc.securityGroupIds(),
                Map.of());
    }
}
