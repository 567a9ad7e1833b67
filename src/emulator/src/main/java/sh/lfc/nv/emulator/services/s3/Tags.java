package sh.lfc.nv.emulator.services.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.s3.model.Tag;

/** The rules of tags, after "Categorizing your storage using tags" of the S3 User Guide. */
final class Tags {

    private static final int MAX_OF_OBJECT = 10;
    private static final int MAX_OF_BUCKET = 50;
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private Tags() {}

    /** Those of an object, checked. */
    static Map<String, String> ofObject(List<Tag> tags) {
        check(tags);
        if (tags.size() > MAX_OF_OBJECT) {
            throw AwsError.badRequest("BadRequest", "Object tags cannot be greater than 10");
        }
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    /** Those of the header {@code x-amz-tagging}, checked; none for null. */
    static Map<String, String> ofHeader(String header) {
        List<Tag> tags = new ArrayList<>();
        for (String pair : header == null ? new String[0] : header.split("&")) {
            if (!pair.isEmpty()) {
                String[] sides = pair.split("=", 2);
                tags.add(Tag.builder()
                        .key(decode(sides[0], header))
                        .value(sides.length == 1 ? "" : decode(sides[1], header))
                        .build());
            }
        }
        return ofObject(tags);
    }

    private static String decode(String text, String header) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusals.invalidArgument(
                    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without"
                            + " tag name duplicates.",
                    "x-amz-tagging",
                    header);
        }
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static void check(List<Tag> tags) {
        if (tags.size() > MAX_OF_BUCKET) {
            throw AwsError.badRequest("BadRequest", "Bucket tag count cannot be greater than 50");
        }
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            if (tag.key() == null || tag.value() == null) {
                throw Refusals.malformedXml();
            }
            if (!keys.add(tag.key())) {
                throw invalid("Cannot provide multiple Tags with the same key", tag);
            }
            if (tag.key().isEmpty()
                    || tag.key().length() > 128
                    || !TEXT.matcher(tag.key()).matches()) {
                throw invalid("The TagKey you have provided is invalid", tag);
            }
            if (tag.value().length() > 256 || !TEXT.matcher(tag.value()).matches()) {
                throw invalid("The TagValue you have provided is invalid", tag);
            }
            if (tag.key().startsWith("aws:")) {
                throw invalid("System tags cannot be added/updated by requester", tag);
            }
        }
    }

    private static AwsError invalid(String message, Tag tag) {
        return AwsError.badRequest("InvalidTag", message).with("TagKey", tag.key());
    }
}
