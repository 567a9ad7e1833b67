package sh.lfc.nv.emulator.services.route53;

/**
 * Domain names in the form in which Route 53 keeps them ("DNS domain name format"): lower case, a dot at the end, and
 * every character but letters, digits, hyphen, underscore and dot as a backslash and three octal digits.
 */
final class DnsNames {

    private static final int MAX_NAME = 255;
    private static final int MAX_LABEL = 63;

    private DnsNames() {}

    /** The name as Route 53 keeps and answers it. */
    static String normal(String name) {
        StringBuilder normal = new StringBuilder(name.length() + 1);
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (character == '\\' && isOctal(name, i + 1)) {
                character = (char) Integer.parseInt(name.substring(i + 1, i + 4), 8);
                i += 3;
                append(normal, character, character == '.');
            } else {
                append(normal, character, false);
            }
        }
        if (normal.length() == 0 || normal.charAt(normal.length() - 1) != '.') {
            normal.append('.');
        }
        return normal.toString();
    }

    /** Whether the name is the domain itself or lies in it; both in normal form. */
    static boolean isWithin(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    /** The labels from last to first, each followed by a dot: the text by which Route 53 sorts. */
    static String reversed(String name) {
        String[] labels = name.substring(0, name.length() - 1).split("\\.", -1);
        StringBuilder reversed = new StringBuilder(name.length());
        for (int i = labels.length - 1; i >= 0; i--) {
            reversed.append(labels[i]).append('.');
        }
        return reversed.toString();
    }

    /** Whether a name in normal form keeps the lengths of RFC 1035 and has no empty label. */
    static boolean isValid(String name) {
        String plain = name.replaceAll("\\\\[0-7]{3}", "x");
        if (plain.length() > MAX_NAME) {
            return false;
        }
        for (String label : plain.substring(0, plain.length() - 1).split("\\.", -1)) {
            if (label.isEmpty() || label.length() > MAX_LABEL) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOctal(String name, int from) {
        return name.length() >= from + 3 && name.substring(from, from + 3).matches("[0-3][0-7]{2}");
    }

    private static void append(StringBuilder normal, char character, boolean escaped) {
        char lower = character >= 'A' && character <= 'Z' ? (char) (character + 32) : character;
        boolean plain = lower >= 'a' && lower <= 'z'
                || lower >= '0' && lower <= '9'
                || lower == '-'
                || lower == '_'
                || lower == '.' && !escaped;
        if (plain) {
            normal.append(lower);
        } else {
            normal.append("\\%03o".formatted(lower & 0xFF));
        }
    }
}
