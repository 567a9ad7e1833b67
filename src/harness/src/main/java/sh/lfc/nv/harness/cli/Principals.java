package sh.lfc.nv.harness.cli;

import sh.lfc.nv.harness.target.EmbeddedTarget;

/** How principals are named on the command line. */
final class Principals {
    private Principals() {}

    /** The ARN of what is given as one, or as the name of a role; {@code root} is the account's. */
    static String arn(String principal) {
        if (principal.startsWith("arn:") || principal.endsWith(".amazonaws.com")) {
            return principal;
        }
        var account = "arn:aws:iam::" + EmbeddedTarget.ACCOUNT + ":";
        return principal.equals("root")
                ? account + "root"
                : account + (principal.startsWith("user/") ? "" : "role/") + principal.replaceFirst("^role/", "");
    }
}
