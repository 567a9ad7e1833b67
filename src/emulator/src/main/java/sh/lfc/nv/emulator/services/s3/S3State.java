package sh.lfc.nv.emulator.services.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import software.amazon.awssdk.services.s3.model.Owner;

/** What all families of operations share. */
record S3State(Platform platform, Buckets buckets, BodyStore bodies, Notifications notifications) {

    private static final int MAX_KEY_BYTES = 1024;
    private static final int ID_LENGTH = 32;

    Instant now() {
        return platform.clock().instant();
    }

    /** A new identifier of a version. */
    String newVersionId() {
        return platform.ids().base36(ID_LENGTH);
    }

    Bucket bucket(String name, String expectedOwner, Call call) {
        return buckets.get(name, expectedOwner, call);
    }

    /** Deletes the body of a version that is gone. */
    void forget(ObjectVersion version) {
        if (!version.isDeleteMarker()) {
            bodies.delete(version.content().file());
        }
    }

    static void checkKey(String key) {
        int length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_KEY_BYTES) {
            throw AwsError.badRequest("KeyTooLongError", "Your key is too long")
                    .with("Size", Integer.toString(length))
                    .with("MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES));
        }
    }

    /** Whether a text can be an identifier of a version at all. */
    static boolean isVersionId(String text) {
        return text.equals(ObjectVersion.NULL) || text.length() == ID_LENGTH;
    }

    /** An account as S3 names owners: by 64 hexadecimal digits that follow from the account. */
    static Owner owner(String account) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
            return Owner.builder().id(HexFormat.of().formatHex(digest)).build();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
