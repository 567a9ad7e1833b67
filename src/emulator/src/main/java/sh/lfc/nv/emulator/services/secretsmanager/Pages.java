package sh.lfc.nv.emulator.services.secretsmanager;

import java.util.List;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;

/** Pages of Secrets Manager's lists. */
final class Pages {

    private static final int MOST = 100;

    private Pages() {}

    /**
     * The page that a request asks for.
     *
     * @param size the most items of the page, or null for a hundred
     */
    static <T> OffsetPage<T> of(List<T> all, String from, Integer size) {
        Constraints.json().range("maxResults", size, 1, MOST).check();
        return OffsetPage.of(all, from, size == null ? MOST : size, () -> InvalidNextTokenException.builder()
                .message("Invalid pagination token.")
                .build());
    }
}
