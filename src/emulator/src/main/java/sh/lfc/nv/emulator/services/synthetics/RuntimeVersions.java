package sh.lfc.nv.emulator.services.synthetics;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.synthetics.model.RuntimeVersion;

/** The runtimes of canaries that exist here: those of Java, for the emulator's functions run Java. */
final class RuntimeVersions {

    private static final String LAMBDA_RUNTIME = "java21";
    private static final List<RuntimeVersion> ALL = List.of(
            version("syn-java-1.0", "AWS SDK for Java v2 and Lambda runtime Java 21", "2025-10-09T00:00:00Z"),
            version("syn-java-2.0", "AWS SDK for Java v2 and Lambda runtime Java 21", "2026-02-01T00:00:00Z"));

    private RuntimeVersions() {}

    static List<RuntimeVersion> all() {
        return ALL;
    }

    /** The runtime of Lambda that a canary's function has. */
    static String lambdaRuntime(String version) {
        if (ALL.stream().noneMatch(known -> known.versionName().equals(version))) {
            throw CanaryChecks.invalid("The runtime version " + version + " is not supported here; use one of "
                    + ALL.stream().map(RuntimeVersion::versionName).toList() + ".");
        }
        return LAMBDA_RUNTIME;
    }

    private static RuntimeVersion version(String name, String description, String released) {
        return RuntimeVersion.builder()
                .versionName(name)
                .description(description)
                .releaseDate(Instant.parse(released))
                .build();
    }
}
