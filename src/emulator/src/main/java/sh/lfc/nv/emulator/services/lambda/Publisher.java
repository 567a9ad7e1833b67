package sh.lfc.nv.emulator.services.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.Ids;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;

/** Publishes and deletes versions of functions ("Manage Lambda function versions"). */
final class Publisher {

    private final Ids ids;

    Publisher(Ids ids) {
        this.ids = ids;
    }

    /** All versions of a function, {@code $LATEST} first, each with its own ARN. */
    static List<FunctionConfiguration> versions(LambdaFunction function) {
        List<FunctionConfiguration> versions = new ArrayList<>();
        versions.add(function.latest().configuration().toBuilder()
                .functionArn(function.arn() + ":" + FunctionReference.LATEST)
                .build());
        function.published().values().forEach(version -> versions.add(version.configuration()));
        return versions;
    }

    /** Publishes {@code $LATEST}, unless nothing has changed since the last version: then that one is answered. */
    FunctionVersion publish(LambdaFunction function, String description) {
        synchronized (function) {
            FunctionVersion latest = function.latest();
            Map.Entry<Long, FunctionVersion> last = function.published().lastEntry();
            if (last != null && last.getValue().generation() == latest.generation()) {
                return last.getValue();
            }
            long number = function.nextVersion();
            FunctionConfiguration.Builder configuration = latest.configuration().toBuilder()
                    .version(Long.toString(number))
                    .functionArn(function.arn() + ":" + number)
                    .revisionId(ids.uuid());
            if (description != null) {
                configuration.description(description);
            }
            if (latest.configuration().snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS) {
                configuration.snapStart(latest.configuration().snapStart().toBuilder()
                        .optimizationStatus(SnapStartOptimizationStatus.ON)
                        .build());
            }
            FunctionVersion published = new FunctionVersion(configuration.build(), latest.code(), latest.generation());
            function.published().put(number, published);
            return published;
        }
    }

    /** Versions that were published while the function was in transition become active with it. */
    void settle(LambdaFunction function) {
        function.published()
                .replaceAll((number, version) -> version.with(LambdaService.settled(version.configuration())));
    }

    void delete(LambdaFunction function, FunctionReference reference) {
        String number = reference.qualifier();
        if (number.equals(FunctionReference.LATEST)) {
            throw FunctionRules.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        if (function.aliases().containsKey(number)) {
            throw FunctionRules.invalid("Deletion of aliases is not currently supported.");
        }
        List<String> users = function.aliases().values().stream()
                .filter(alias -> alias.functionVersion().equals(number))
                .map(AliasConfiguration::name)
                .toList();
        if (!users.isEmpty()) {
            throw LambdaService.conflict("Version " + number + " is used by aliases: " + String.join(", ", users));
        }
        if (function.version(number).isEmpty()) {
            throw Functions.notFound(reference.qualifiedArn());
        }
        function.published().remove(Long.parseLong(number));
    }
}
