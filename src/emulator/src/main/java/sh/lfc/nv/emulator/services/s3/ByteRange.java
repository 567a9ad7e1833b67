package sh.lfc.nv.emulator.services.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;

/**
 * A part of a body.
 *
 * @param first the offset of the first byte
 * @param last that of the last one, included
 */
record ByteRange(long first, long last) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long length() {
        return last - first + 1;
    }

    /** As {@code Content-Range} tells it. */
    String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    /**
     * The range that a header asks for; nothing for the whole. S3 takes what it does not understand, several ranges
     * included, for the whole.
     *
     * @throws AwsError when no byte of the body lies in it
     */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher range = RANGE.matcher(header == null ? "" : header.trim());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (range.group(1).isEmpty()) {
            long suffix = Long.parseLong(range.group(2));
            first = suffix == 0 ? size : Math.max(0, size - suffix);
        } else {
            first = Long.parseLong(range.group(1));
            if (!range.group(2).isEmpty()) {
                long asked = Long.parseLong(range.group(2));
                if (asked < first) {
                    return Optional.empty();
                }
                last = Math.min(last, asked);
            }
        }
        if (first >= size) {
            throw new AwsError("InvalidRange", 416, "The requested range is not satisfiable")
                    .with("RangeRequested", header.trim())
                    .with("ActualObjectSize", Long.toString(size))
                    .header("Content-Range", "bytes */" + size);
        }
        return Optional.of(new ByteRange(first, last));
    }

    /** The range of {@code x-amz-copy-source-range}, which must lie within the source. */
    static ByteRange ofSource(String header, long size) {
        Matcher range = RANGE.matcher(header.trim());
        if (!range.matches() || range.group(1).isEmpty() || range.group(2).isEmpty()) {
            throw Refusals.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are"
                            + " the zero-based offsets of the first and last bytes to copy",
                    "x-amz-copy-source-range",
                    header);
        }
        ByteRange bytes = new ByteRange(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
        if (bytes.first > bytes.last || bytes.last >= size) {
            throw Refusals.invalidArgument(
                    "Range specified is not valid for source object of size: " + size,
                    "x-amz-copy-source-range",
                    header);
        }
        return bytes;
    }
}
