package sh.lfc.nv.harness.sweep;

import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * What names and tags of an environment's things look like.
 *
 * @param environment for example {@code nv-demo}
 * @param domain of its hosted zone; empty when it has none of its own
 */
record Named(String environment, String domain) {

    /** Whether something is called like the environment, or begins with its name and a hyphen. */
    boolean is(String name) {
        return name.equals(environment) || name.startsWith(prefix());
    }

    /** With what names begin. */
    String prefix() {
        return environment + "-";
    }

    /** Whether a host lies in the environment's own domain. */
    boolean isHost(String host) {
        return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    /** Finds what EC2 has, whose things have no names. */
    Filter tagged() {
        return Filter.builder().name("tag:Environment").values(environment).build();
    }
}
