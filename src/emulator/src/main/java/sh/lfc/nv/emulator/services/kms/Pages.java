package sh.lfc.nv.emulator.services.kms;

import java.util.List;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.kms.model.InvalidMarkerException;

/** Pages of KMS's lists. */
final class Pages {

    private static final int DEFAULT_SIZE = 100;
    private static final int MOST = 1000;

    private Pages() {}

    /**
     * The page that a request asks for.
     *
     * @param size the most items of the page, or null for a hundred
     */
    static <T> OffsetPage<T> of(List<T> all, String from, Integer size) {
        Constraints.json().range("limit", size, 1, MOST).check();
        return OffsetPage.of(all, from, size == null ? DEFAULT_SIZE : size, () -> InvalidMarkerException.builder()
                .message("Could not deserialize token")
                .build());
    }
}
