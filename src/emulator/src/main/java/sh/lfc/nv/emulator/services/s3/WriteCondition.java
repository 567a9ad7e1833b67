package sh.lfc.nv.emulator.services.s3;

import java.util.Optional;

/**
 * When a write may take place, after "How to prevent object overwrites with conditional writes" of the S3 User Guide.
 *
 * @param ifMatch the entity tag that the object must have, or null
 * @param ifNoneMatch an asterisk where the object must not exist, or null
 */
record WriteCondition(String ifMatch, String ifNoneMatch) {

    static final WriteCondition NONE = new WriteCondition(null, null);

    WriteCondition {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw Refusals.notImplemented("If-None-Match");
        }
    }

    /**
     * @param current the object that is there now
     */
    void check(String key, Optional<ObjectVersion> current) {
        if (ifNoneMatch != null && current.isPresent()) {
            throw Refusals.preconditionFailed("If-None-Match");
        }
        if (ifMatch != null) {
            ObjectVersion version = current.orElseThrow(() -> Refusals.noSuchKey(key));
            if (!ReadCondition.matches(ifMatch, version)) {
                throw Refusals.preconditionFailed("If-Match");
            }
        }
    }
}
