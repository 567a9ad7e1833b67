package sh.lfc.nv.emulator.services.s3;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.ChecksumType;

/**
 * The checksum that S3 keeps with an object or a part.
 *
 * @param value in Base64; for one made from parts followed by a dash and their number
 * @param type whether it is of the whole object or made from the checksums of its parts
 */
record ObjectChecksum(ChecksumKind kind, String value, ChecksumType type) {

    static ObjectChecksum full(ChecksumKind kind, String value) {
        return new ObjectChecksum(kind, value, ChecksumType.FULL_OBJECT);
    }

    /** Sets the members of a response or element that are for this checksum; all of them are named alike. */
    <B extends SdkPojo> B into(B builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.memberName().equals(kind.member())) {
                field.set(builder, value);
            } else if (field.memberName().equals("ChecksumType")) {
                field.set(builder, type.toString());
            }
        }
        return builder;
    }
}
