package sh.lfc.nv.emulator.policy;

/**
 * A policy and where it comes from.
 *
 * @param name what it is called where a decision is explained
 * @param document the policy
 */
public record NamedPolicy(String name, PolicyDocument document) {}
