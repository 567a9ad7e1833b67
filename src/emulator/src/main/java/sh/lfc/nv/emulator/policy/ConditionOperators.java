package sh.lfc.nv.emulator.policy;

import java.util.Set;

/** The condition operators that IAM knows ("IAM JSON policy elements: Condition operators"). */
final class ConditionOperators {

    private static final Set<String> OPERATORS = Set.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals",
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals",
            "Bool",
            "BinaryEquals",
            "IpAddress",
            "NotIpAddress",
            "ArnEquals",
            "ArnLike",
            "ArnNotEquals",
            "ArnNotLike",
            "Null");

    private ConditionOperators() {}

    static void check(String operator) throws PolicySyntaxException {
        String plain = operator;
        for (String prefix : new String[] {"ForAllValues:", "ForAnyValue:"}) {
            if (plain.startsWith(prefix)) {
                plain = plain.substring(prefix.length());
            }
        }
        if (plain.endsWith("IfExists") && !plain.equals("NullIfExists")) {
            plain = plain.substring(0, plain.length() - "IfExists".length());
        }
        if (!OPERATORS.contains(plain)) {
            throw new PolicySyntaxException("Invalid Condition type : " + operator + ".");
        }
    }
}
