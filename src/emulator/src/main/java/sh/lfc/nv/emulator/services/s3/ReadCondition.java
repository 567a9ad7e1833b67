package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import java.util.Arrays;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** When an object may be read, after "GetObject" of the S3 API Reference. What is not asked for is null. */
record ReadCondition(String ifMatch, String ifNoneMatch, Instant ifModifiedSince, Instant ifUnmodifiedSince) {

    static ReadCondition of(GetObjectRequest request) {
        return new ReadCondition(
                request.ifMatch(), request.ifNoneMatch(), request.ifModifiedSince(), request.ifUnmodifiedSince());
    }

    static ReadCondition of(HeadObjectRequest request) {
        return new ReadCondition(
                request.ifMatch(), request.ifNoneMatch(), request.ifModifiedSince(), request.ifUnmodifiedSince());
    }

    static ReadCondition of(CopyObjectRequest request) {
        return new ReadCondition(
                request.copySourceIfMatch(),
                request.copySourceIfNoneMatch(),
                request.copySourceIfModifiedSince(),
                request.copySourceIfUnmodifiedSince());
    }

    static ReadCondition of(UploadPartCopyRequest request) {
        return new ReadCondition(
                request.copySourceIfMatch(),
                request.copySourceIfNoneMatch(),
                request.copySourceIfModifiedSince(),
                request.copySourceIfUnmodifiedSince());
    }

    /** For readers: one that has the object already is told so. */
    void check(ObjectVersion version) {
        mustMatch(version);
        if (hasItAlready(version)) {
            throw new AwsError("NotModified", 304, "Not Modified")
                    .header("ETag", version.content().quotedETag());
        }
    }

    /** For the sources of copies: whatever does not hold is a refusal. */
    void checkSource(ObjectVersion version) {
        mustMatch(version);
        if (hasItAlready(version)) {
            throw Refusals.preconditionFailed(
                    ifNoneMatch != null ? "x-amz-copy-source-If-None-Match" : "x-amz-copy-source-If-Modified-Since");
        }
    }

    /** An entity tag outweighs a time. */
    private void mustMatch(ObjectVersion version) {
        if (ifMatch != null) {
            if (!matches(ifMatch, version)) {
                throw Refusals.preconditionFailed("If-Match");
            }
        } else if (ifUnmodifiedSince != null && version.lastModified().isAfter(ifUnmodifiedSince)) {
            throw Refusals.preconditionFailed("If-Unmodified-Since");
        }
    }

    private boolean hasItAlready(ObjectVersion version) {
        if (ifNoneMatch != null) {
            return matches(ifNoneMatch, version);
        }
        return ifModifiedSince != null && !version.lastModified().isAfter(ifModifiedSince);
    }

    /** Whether one of the entity tags, separated by commas, is that of the version; an asterisk is that of any. */
    static boolean matches(String eTags, ObjectVersion version) {
        return Arrays.stream(eTags.split(","))
                .map(tag -> tag.trim().replaceFirst("^W/", "").replace("\"", ""))
                .anyMatch(tag -> tag.equals("*") || tag.equals(version.content().eTag()));
    }
}
