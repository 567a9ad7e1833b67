package sh.lfc.nv.emulator.policy;

import java.util.List;

/** What the patterns of a statement cover. */
public final class Patterns {

    private Patterns() {}

    /** Whether a pattern of actions, such as {@code s3:Get*}, covers an action. */
    public static boolean action(String pattern, String action) {
        return Glob.matches(pattern, 0, pattern.length(), action, 0, action.length(), true);
    }

    /** Whether a text is as a pattern with the wildcards {@code *} and {@code ?} has it. */
    public static boolean text(String pattern, String text) {
        return Glob.matches(pattern, 0, pattern.length(), text, 0, text.length(), false);
    }

    /** Whether a pattern of resources covers an ARN, whatever its variables stand for. */
    public static boolean resource(String pattern, String arn) {
        return ArnPattern.matches(pattern.replaceAll("\\$\\{[^}]*}", "*"), arn, null);
    }

    /** Those of the patterns of actions that cover none of the actions. */
    public static List<String> unusedActions(List<String> patterns, List<String> actions) {
        return patterns.stream()
                .filter(pattern -> actions.stream().noneMatch(action -> action(pattern, action)))
                .toList();
    }

    /** Those of the patterns of resources that cover none of the ARNs. */
    public static List<String> unusedResources(List<String> patterns, List<String> arns) {
        return patterns.stream()
                .filter(pattern -> arns.stream().noneMatch(arn -> resource(pattern, arn)))
                .toList();
    }
}
