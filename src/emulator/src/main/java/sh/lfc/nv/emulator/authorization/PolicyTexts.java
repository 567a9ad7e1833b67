package sh.lfc.nv.emulator.authorization;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.policy.NamedPolicy;
import sh.lfc.nv.emulator.policy.PolicyDocument;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import sh.lfc.nv.emulator.policy.PolicyText;

/** Policies that were read before are not read again. Safe for use by many threads. */
final class PolicyTexts {

    private static final Logger log = LoggerFactory.getLogger(PolicyTexts.class);
    private static final int LIMIT = 10_000;

    private final Map<String, PolicyDocument> documents = new ConcurrentHashMap<>();

    List<NamedPolicy> read(List<PolicyText> texts) {
        return texts.stream().map(text -> read(text.name(), text.json())).toList();
    }

    NamedPolicy read(String name, String json) {
        PolicyDocument document = documents.get(json);
        if (document == null) {
            document = parse(name, json);
            if (documents.size() >= LIMIT) {
                documents.clear();
            }
            documents.put(json, document);
        }
        return new NamedPolicy(name, document);
    }

    /** A service checks what it stores; what it let through all the same says nothing. */
    private static PolicyDocument parse(String name, String json) {
        try {
            return PolicyDocument.parse(json);
        } catch (PolicySyntaxException e) {
            log.error("policy={} is not valid and counts for nothing: {}", name, e.getMessage());
            return new PolicyDocument("2012-10-17", null, List.of());
        }
    }
}
