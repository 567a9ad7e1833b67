package sh.lfc.nv.emulator.policy;

/**
 * A policy and where it comes from.
 *
 * @param name what it is called where a decision is explained
 * @param document the policy
 */
public record NamedPolicy(String name, PolicyDocument document) {

    /** What is left of it when nothing counts that it allows. */
    public NamedPolicy withoutGrants() {
        return new NamedPolicy(
                name,
                new PolicyDocument(
                        document.version(),
                        document.id(),
                        document.statements().stream()
                                .filter(statement -> statement.effect() == Statement.Effect.DENY)
                                .toList()));
    }
}
