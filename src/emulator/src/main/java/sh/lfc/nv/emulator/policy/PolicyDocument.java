package sh.lfc.nv.emulator.policy;

import java.util.List;

/**
 * A policy, read from its JSON document.
 *
 * @param version {@code 2012-10-17} or {@code 2008-10-17}; the latter where the document states none
 * @param id the document's name, or null
 * @param statements at least one
 */
public record PolicyDocument(String version, String id, List<Statement> statements) {

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * Reads a document and checks what holds for all kinds of policies.
     *
     * @throws PolicySyntaxException when it is not JSON or not a policy
     */
    public static PolicyDocument parse(String json) throws PolicySyntaxException {
        return PolicyReader.read(json);
    }
}
