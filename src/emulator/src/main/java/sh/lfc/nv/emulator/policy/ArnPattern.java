package sh.lfc.nv.emulator.policy;

import java.util.ArrayList;
import java.util.List;

/** Compares ARNs: wildcards do not reach beyond the segment between two colons, except in the last, the resource. */
final class ArnPattern {

    private static final int SEGMENTS = 6;

    private ArnPattern() {}

    /**
     * Whether an ARN matches.
     *
     * @param variables what policy variables stand for, or null where they are plain text
     */
    static boolean matches(String pattern, String arn, RequestContext variables) {
        if (!Glob.hasVariables(pattern)) {
            return matches(pattern, arn);
        }
        List<String> wanted = split(pattern, SEGMENTS);
        List<String> given = split(arn, wanted.size());
        if (wanted.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!segment(wanted.get(i), given.get(i), variables)) {
                return false;
            }
        }
        return true;
    }

    /** Segment by segment, without making any. */
    private static boolean matches(String pattern, String arn) {
        int p = 0;
        int a = 0;
        for (int i = 1; i < SEGMENTS; i++) {
            int patternColon = pattern.indexOf(':', p);
            if (patternColon < 0) {
                break;
            }
            int arnColon = arn.indexOf(':', a);
            if (arnColon < 0 || !Glob.matches(pattern, p, patternColon, arn, a, arnColon, false)) {
                return false;
            }
            p = patternColon + 1;
            a = arnColon + 1;
        }
        return Glob.matches(pattern, p, pattern.length(), arn, a, arn.length(), false);
    }

    private static boolean segment(String pattern, String text, RequestContext variables) {
        return Glob.of(pattern, true, variables)
                .filter(glob -> glob.matches(text, false))
                .isPresent();
    }

    /** At colons outside of variables, whose names have colons too; the last of at most so many segments is the rest. */
    private static List<String> split(String arn, int most) {
        List<String> segments = new ArrayList<>();
        int start = 0;
        boolean variable = false;
        for (int i = 0; i < arn.length() && segments.size() < most - 1; i++) {
            char c = arn.charAt(i);
            if (c == '$' && arn.startsWith("${", i)) {
                variable = true;
            } else if (c == '}') {
                variable = false;
            } else if (c == ':' && !variable) {
                segments.add(arn.substring(start, i));
                start = i + 1;
            }
        }
        segments.add(arn.substring(start));
        return segments;
    }
}
