package sh.lfc.nv.harness.target;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.http.HttpAccess;

/**
 * A place where the service runs, or is made to run. Everything that tests the service reaches it through this alone.
 *
 * <p>Safe for use by many threads.
 */
public interface Target extends AutoCloseable {

    /** The name by which users choose it, such as {@code embedded}. */
    String name();

    /** How AWS's APIs are reached. */
    AwsAccess aws();

    /** How the service's own domain is reached. */
    HttpAccess http();

    /** What cannot be tried here: tags of scenarios, and for each the reason in a sentence for the report. */
    default Map<String, String> beyond() {
        return Map.of();
    }

    /** What the stock tools (Terraform, the AWS CLI, the SDKs) need in their environment to reach this target. */
    default Map<String, String> environment() {
        return aws().environment();
    }

    /** What Terraform's S3 backend has to be told beside the environment, by the names of its arguments. */
    default Map<String, String> stateBackend() {
        return Map.of();
    }

    /** Where a test reaches what has this name inside of the target, such as a database. */
    default InetSocketAddress reach(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    /**
     * Has a canary run now, whatever its schedule says.
     *
     * @param name the canary's
     */
    default void runCanary(String name) {
        throw new UnsupportedOperationException(name() + " runs canaries by their schedule alone");
    }

    /** The time that the target has. */
    default Instant now() {
        return Instant.now();
    }

    /** The target's clock, to move it. */
    default TargetClock clock() {
        throw new UnsupportedOperationException(name() + " has the time that it is");
    }

    /** What can be made to go wrong here. */
    default TargetFaults faults() {
        throw new UnsupportedOperationException(name() + " fails by itself, and not on demand");
    }

    /** What every principal used, never used and was refused. */
    default AccessReport accessReport() {
        throw new UnsupportedOperationException(name() + " does not tell which permissions were used");
    }

    /**
     * Whether the network lets one end reach the other over TCP.
     *
     * @param from {@code function:NAME} or {@code internet}
     * @param to {@code db:ID}, {@code cache:ID}, {@code aws:SERVICE} or {@code internet:HOST}
     * @param port empty for the target's own
     * @throws IllegalArgumentException when one of them is nothing that there is
     */
    default Explanation explainNetwork(String from, String to, OptionalInt port) {
        throw new UnsupportedOperationException(name() + " does not tell how its network decides");
    }

    /** Gives back what the target holds; a target that was only attached to goes on running. */
    @Override
    default void close() {}
}
