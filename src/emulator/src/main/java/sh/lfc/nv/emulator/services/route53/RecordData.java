package sh.lfc.nv.emulator.services.route53;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/** Whether values are what their record type needs, in Route 53's words. */
final class RecordData {

    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");
    private static final Pattern MX = Pattern.compile("\\d{1,5}\\s+\\S+");
    private static final Pattern SRV = Pattern.compile("\\d{1,5}\\s+\\d{1,5}\\s+\\d{1,5}\\s+\\S+");
    private static final Pattern QUOTED = Pattern.compile("\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"\\s*)+");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int MAX_STRING = 255;

    private RecordData() {}

    /** One sentence for each value that is not valid. */
    static List<String> problems(String type, List<ResourceRecord> values) {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ResourceRecord record : values) {
            String value = record.value() == null ? "" : record.value();
            if (!seen.add(value)) {
                problems.add("Duplicate Resource Record: '" + value + "'");
            }
            String problem = problem(type, value);
            if (problem != null) {
                problems.add(
                        "Invalid Resource Record: 'FATAL problem: " + problem + " encountered with '" + value + "''");
            }
        }
        if (type.equals("CNAME") && values.size() > 1) {
            problems.add("Invalid Resource Record: 'FATAL problem: CNAMERRDATANotSingleValue (CNAME RRSet must have"
                    + " exactly one value) encountered with '" + values.get(1).value() + "''");
        }
        return problems;
    }

    private static String problem(String type, String value) {
        return switch (type) {
            case "A" ->
                IPV4.matcher(value).matches() ? null : "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)";
            case "AAAA" -> isIpv6(value) ? null : "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)";
            case "MX" -> MX.matcher(value).matches() ? null : "MXRRDATANotTwoFields (MX record doesn't have 2 fields)";
            case "SRV" ->
                SRV.matcher(value).matches() ? null : "SRVRRDATANotFourFields (SRV record doesn't have 4 fields)";
            case "TXT", "SPF" -> text(value);
            case "CNAME", "NS", "PTR" ->
                DnsNames.isValid(DnsNames.normal(value)) && !value.contains(" ")
                        ? null
                        : type + "RRDATAIllegalDomainName (Value is not a valid domain name)";
            default -> value.isBlank() ? type + "RRDATAEmpty (Value is empty)" : null;
        };
    }

    private static String text(String value) {
        if (!QUOTED.matcher(value).matches()) {
            return "InvalidCharacterString (Value should be enclosed in quotation marks)";
        }
        boolean tooLong = STRING.matcher(value)
                .results()
                .anyMatch(part ->
                        part.group(1).replaceAll("\\\\([0-7]{3}|.)", "x").length() > MAX_STRING);
        return tooLong ? "CharacterStringTooLong (Value is too long)" : null;
    }

    private static boolean isIpv6(String value) {
        if (!IPV6.matcher(value).matches()) {
            return false;
        }
        try {
            // With only digits and colons in it, the text is never looked up as a name.
            return InetAddress.getByName(value) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
