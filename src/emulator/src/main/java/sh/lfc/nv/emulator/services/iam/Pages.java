package sh.lfc.nv.emulator.services.iam;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;

/** Pages of IAM's lists. */
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
        Constraints.query().range("maxItems", size, 1, MOST).check();
        return OffsetPage.of(
                all,
                from,
                size == null ? DEFAULT_SIZE : size,
                () -> AwsError.badRequest("ValidationError", "Invalid Marker."));
    }
}
