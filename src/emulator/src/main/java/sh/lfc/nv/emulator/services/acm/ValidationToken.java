package sh.lfc.nv.emulator.services.acm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import software.amazon.awssdk.services.acm.model.RecordType;
import software.amazon.awssdk.services.acm.model.ResourceRecord;

/**
 * The CNAME record that proves control over a name.
 *
 * <p>It follows from account and name alone: all certificates of a name share it, and a wildcard shares it with the
 * name that it stands below ("DNS validation" in ACM's guide).
 */
record ValidationToken(String name, String value) {

    static ValidationToken of(String account, String domain) {
        String base = domain.startsWith("*.") ? domain.substring(2) : domain;
        byte[] hash = sha256(account + "/" + base.toLowerCase(Locale.ROOT));
        String hex = HexFormat.of().formatHex(hash);
        StringBuilder zone = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            zone.append((char) ('a' + (hash[i] & 0xFF) % 26));
        }
        return new ValidationToken(
                "_" + hex.substring(0, 32) + "." + base + ".",
                "_" + hex.substring(32) + "." + zone + ".acm-validations.aws.");
    }

    boolean isIn(ValidationRecords dns) {
        return dns.cname(name)
                .filter(target -> target.equalsIgnoreCase(value) || (target + ".").equalsIgnoreCase(value))
                .isPresent();
    }

    ResourceRecord record() {
        return ResourceRecord.builder()
                .name(name)
                .type(RecordType.CNAME)
                .value(value)
                .build();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
