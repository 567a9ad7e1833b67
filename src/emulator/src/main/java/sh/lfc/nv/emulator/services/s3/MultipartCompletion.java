package sh.lfc.nv.emulator.services.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Makes one object of the parts that a caller lists, after CompleteMultipartUpload of the S3 API Reference. */
final class MultipartCompletion {

    private static final long MIN_PART = 5L * 1024 * 1024;

    private final MultipartUpload upload;
    private final CompleteMultipartUploadRequest request;

    MultipartCompletion(MultipartUpload upload, CompleteMultipartUploadRequest request) {
        this.upload = upload;
        this.request = request;
    }

    /** Checks what the caller says and writes the whole body into a file of its own. */
    ObjectContent content(BodyStore bodies) throws IOException {
        List<UploadedPart> parts = parts();
        Optional<ObjectChecksum> expected = UploadChecks.declared(request);
        boolean composite = upload.checksumType() == ChecksumType.COMPOSITE;
        ObjectChecksum checksum = composite ? composite(parts) : full(parts);
        long size = parts.stream().mapToLong(part -> part.body().size()).sum();
        check(expected, checksum, size);
        Path whole = bodies.concatenate(
                parts.stream().map(part -> part.body().file()).toList());
        return new ObjectContent(whole, size, eTag(parts), checksum, inObject(parts, composite), upload.headers());
    }

    private void check(Optional<ObjectChecksum> expected, ObjectChecksum actual, long size) {
        expected.ifPresent(checksum -> {
            if (checksum.kind() != actual.kind()) {
                throw Refusals.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: "
                        + actual.kind().name().toLowerCase() + ", actual checksum Type: "
                        + checksum.kind().name().toLowerCase());
            }
            String plain = actual.value().replaceFirst("-[0-9]+$", "");
            if (!checksum.value().equals(actual.value()) && !checksum.value().equals(plain)) {
                throw UploadChecks.badDigest(checksum.kind());
            }
        });
        if (request.mpuObjectSize() != null && request.mpuObjectSize() != size) {
            throw Refusals.invalidRequest("The provided 'x-amz-mp-object-size' header value " + request.mpuObjectSize()
                    + " does not match what was computed: " + size);
        }
    }

    /** The parts that the caller lists, in his order, which must be that of their numbers. */
    private List<UploadedPart> parts() {
        if (request.multipartUpload() == null
                || request.multipartUpload().parts().isEmpty()) {
            throw Refusals.malformedXml();
        }
        List<UploadedPart> parts = new ArrayList<>();
        int last = 0;
        for (CompletedPart listed : request.multipartUpload().parts()) {
            if (listed.partNumber() == null || listed.eTag() == null) {
                throw Refusals.malformedXml();
            }
            if (listed.partNumber() <= last) {
                throw AwsError.badRequest(
                                "InvalidPartOrder",
                                "The list of parts was not in ascending order. Parts must be ordered by part number.")
                        .with("UploadId", upload.id());
            }
            last = listed.partNumber();
            parts.add(upload.part(last)
                    .filter(part -> part.body().eTag().equals(listed.eTag().replace("\"", "")))
                    .filter(part -> hasChecksum(part, listed))
                    .orElseThrow(() -> invalid(listed)));
        }
        for (UploadedPart part : parts.subList(0, parts.size() - 1)) {
            if (part.body().size() < MIN_PART) {
                throw AwsError.badRequest(
                                "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
                        .with("ProposedSize", Long.toString(part.body().size()))
                        .with("MinSizeAllowed", Long.toString(MIN_PART))
                        .with("PartNumber", Integer.toString(part.number()))
                        .with("ETag", part.body().eTag());
            }
        }
        return parts;
    }

    private static boolean hasChecksum(UploadedPart part, CompletedPart listed) {
        return UploadChecks.declared(listed)
                .map(checksum -> part.body().checksums().get(checksum.kind()))
                .map(kept ->
                        kept.equals(UploadChecks.declared(listed).orElseThrow().value()))
                .orElse(UploadChecks.declared(listed).isEmpty());
    }

    private AwsError invalid(CompletedPart listed) {
        return AwsError.badRequest(
                        "InvalidPart",
                        "One or more of the specified parts could not be found.  The part may not have been uploaded,"
                                + " or the specified entity tag may not match the part's entity tag.")
                .with("UploadId", upload.id())
                .with("PartNumber", listed.partNumber().toString())
                .with("ETag", listed.eTag().replace("\"", ""));
    }

    private static String eTag(List<UploadedPart> parts) {
        ChecksumKind.Running md5 = ChecksumKind.Running.of("MD5");
        parts.forEach(part -> md5.update(part.body().md5(), 0, part.body().md5().length));
        return HexFormat.of().formatHex(md5.value()) + "-" + parts.size();
    }

    private ObjectChecksum composite(List<UploadedPart> parts) {
        ChecksumKind.Running running = upload.checksumKind().start();
        for (UploadedPart part : parts) {
            byte[] value = Base64.getDecoder().decode(part.checksum().value());
            running.update(value, 0, value.length);
        }
        return new ObjectChecksum(
                upload.checksumKind(),
                Base64.getEncoder().encodeToString(running.value()) + "-" + parts.size(),
                ChecksumType.COMPOSITE);
    }

    /** What reading the whole object would give, from what reading its parts gave. */
    private ObjectChecksum full(List<UploadedPart> parts) {
        ChecksumKind kind = upload.checksumKind();
        CrcArithmetic crc = kind.arithmetic().orElseThrow();
        long whole = crc.ofNothing();
        for (UploadedPart part : parts) {
            whole = crc.concatenated(
                    whole,
                    crc.value(Base64.getDecoder().decode(part.checksum().value())),
                    part.body().size());
        }
        return ObjectChecksum.full(kind, Base64.getEncoder().encodeToString(crc.bytes(whole)));
    }

    private static List<ObjectPart> inObject(List<UploadedPart> parts, boolean withChecksums) {
        List<ObjectPart> result = new ArrayList<>();
        long offset = 0;
        for (UploadedPart part : parts) {
            long size = part.body().size();
            result.add(new ObjectPart(part.number(), offset, size, withChecksums ? part.checksum() : null));
            offset += size;
        }
        return result;
    }
}
