package sh.lfc.nv.emulator.services.iam;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.Statement;

/** Who may assume a role. */
final class Trust {

    private static final int SIZE_LIMIT = 2048;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern SERVICE =
            Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.(amazonaws\\.com(\\.cn)?|amazon\\.com|aws\\.internal)");
    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:(iam|sts)::(\\d{12}):(root|(user|role|assumed-role|federated-user)/(?:[^*]*/)?([^*/]+))");

    private Trust() {}

    /**
     * Refuses what is no trust policy, or names a principal that does not exist.
     *
     * @throws software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException with AWS's sentence
     */
    static void check(IamAccount account, String document) {
        if (document.isBlank()) {
            throw Refusal.malformed("This policy contains invalid Json");
        }
        if (Documents.size(document) > SIZE_LIMIT) {
            throw Refusal.limit("Cannot exceed quota for ACLSizePerRole: " + SIZE_LIMIT);
        }
        for (Statement statement : Documents.check(PolicyKind.TRUST, document).statements()) {
            principals(account, statement.principals());
            principals(account, statement.notPrincipals());
        }
    }

    private static void principals(IamAccount account, Map<String, List<String>> principals) {
        for (String name : principals.getOrDefault("AWS", List.of())) {
            if (!exists(account, name)) {
                throw Refusal.malformed("Invalid principal in policy: \"AWS\":\"" + name + "\"");
            }
        }
        for (String name : principals.getOrDefault("Service", List.of())) {
            if (!name.equals("*") && !SERVICE.matcher(name).matches()) {
                throw Refusal.malformed("Invalid principal in policy: \"SERVICE\":\"" + name + "\"");
            }
        }
    }

    /** Principals of other accounts are taken as they are. */
    static boolean exists(IamAccount account, String principal) {
        if (principal.equals("*") || ACCOUNT.matcher(principal).matches() || principal.matches("A[A-Z0-9]{15,}")) {
            return true;
        }
        Matcher arn = ARN.matcher(principal);
        if (!arn.matches()) {
            return false;
        }
        if (!arn.group(2).equals(account.id()) || arn.group(1).equals("sts")) {
            return true;
        }
        String name = arn.group(5);
        return arn.group(3).equals("root")
                || account.roles()
                        .find(name)
                        .map(IamRole::arn)
                        .filter(principal::equals)
                        .isPresent()
                || account.users()
                        .find(name)
                        .map(IamUser::arn)
                        .filter(principal::equals)
                        .isPresent();
    }
}
