package sh.lfc.nv.terraform.policy;

/**
 * A resource that breaks a rule.
 *
 * @param address the resource
 * @param rule the rule in words
 * @param why what about the resource breaks it; no sensitive value
 */
public record Violation(String address, String rule, String why) {
    @Override
    public String toString() {
        return "%s: %s: %s".formatted(address, rule, why);
    }
}
