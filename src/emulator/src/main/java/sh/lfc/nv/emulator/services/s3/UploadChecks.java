package sh.lfc.nv.emulator.services.s3;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a caller says of the body that he sends: its length, its MD5 and one more checksum, in a header or in a trailer.
 *
 * @param length the number of bytes
 * @param md5 in Base64, or null
 * @param kind the other checksum, or null
 * @param checksum its value in Base64; null where it comes in a trailer
 */
record UploadChecks(long length, String md5, ChecksumKind kind, String checksum) {

    /** The most that one request can store. */
    static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

    static UploadChecks of(SdkPojo request, String contentMd5, Call call) {
        if (contentMd5 != null && !isBase64(contentMd5, 16)) {
            throw AwsError.badRequest("InvalidDigest", "The Content-MD5 you specified was invalid.")
                    .with("Content-MD5", contentMd5);
        }
        Optional<ObjectChecksum> declared = declared(request);
        ChecksumKind kind =
                declared.map(ObjectChecksum::kind).or(() -> trailing(call)).orElse(null);
        if (kind == null && call.header("x-amz-sdk-checksum-algorithm").isPresent()) {
            throw Refusals.invalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding"
                    + " x-amz-checksum-* or x-amz-trailer headers were found.");
        }
        return new UploadChecks(
                length(call),
                contentMd5,
                kind,
                declared.map(ObjectChecksum::value).orElse(null));
    }

    /** The checksum in a request's members, whichever kind it is. */
    static Optional<ObjectChecksum> declared(SdkPojo request) {
        List<ObjectChecksum> found = new ArrayList<>();
        for (ChecksumKind kind : ChecksumKind.values()) {
            for (SdkField<?> field : request.sdkFields()) {
                if (field.memberName().equals(kind.member())
                        && field.getValueOrDefault(request) instanceof String value) {
                    found.add(ObjectChecksum.full(kind, value));
                }
            }
        }
        if (found.size() > 1) {
            throw Refusals.invalidRequest(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        found.forEach(checksum -> {
            if (!isBase64(
                    checksum.value().replaceFirst("-[0-9]+$", ""),
                    checksum.kind().length())) {
                throw Refusals.invalidRequest("Value for " + checksum.kind().header() + " header is invalid.");
            }
        });
        return found.stream().findFirst();
    }

    private static Optional<ChecksumKind> trailing(Call call) {
        return call.header("x-amz-trailer")
                .map(name -> ChecksumKind.ofHeader(name.trim().toLowerCase(Locale.ROOT))
                        .orElseThrow(() -> Refusals.invalidRequest(
                                "The value specified in the x-amz-trailer header is not supported")));
    }

    private static long length(Call call) {
        Optional<String> declared = call.header("x-amz-decoded-content-length").or(() -> call.header("content-length"));
        if (declared.isEmpty()) {
            throw new AwsError("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
        }
        try {
            long length = Long.parseLong(declared.get().trim());
            if (length > MAX_BYTES) {
                throw AwsError.badRequest("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
                        .with("ProposedSize", Long.toString(length))
                        .with("MaxSizeAllowed", Long.toString(MAX_BYTES));
            }
            return length;
        } catch (NumberFormatException e) {
            throw Refusals.invalidArgument("The Content-Length is invalid", "Content-Length", declared.get());
        }
    }

    private static boolean isBase64(String text, int bytes) {
        try {
            return Base64.getDecoder().decode(text).length == bytes;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The checksums to make while the body is read: the caller's and the one that is kept. */
    Set<ChecksumKind> kinds(ChecksumKind kept) {
        Set<ChecksumKind> kinds = EnumSet.of(kept);
        if (kind != null) {
            kinds.add(kind);
        }
        return kinds;
    }

    /** Refuses a body that is not the one that was promised; called when it was read to its end. */
    void verify(StoredBody body, Call call) {
        if (body.size() != length) {
            throw AwsError.badRequest(
                    "IncompleteBody",
                    "You did not provide the number of bytes specified by the Content-Length HTTP header");
        }
        if (md5 != null && !md5.equals(Base64.getEncoder().encodeToString(body.md5()))) {
            throw AwsError.badRequest("BadDigest", "The Content-MD5 you specified did not match what we received.")
                    .with("ExpectedDigest", md5)
                    .with("CalculatedDigest", Base64.getEncoder().encodeToString(body.md5()));
        }
        if (kind != null) {
            String expected = checksum != null
                    ? checksum
                    : call.header(kind.header())
                            .orElseThrow(() -> AwsError.badRequest(
                                    "MalformedTrailerError",
                                    "The request contained trailing data that was not well-formed or did not conform"
                                            + " to our published schema."));
            if (!expected.equals(body.checksums().get(kind))) {
                throw badDigest(kind);
            }
        }
    }

    static AwsError badDigest(ChecksumKind kind) {
        return AwsError.badRequest(
                "BadDigest", "The " + kind.name() + " you specified did not match the calculated checksum.");
    }
}
