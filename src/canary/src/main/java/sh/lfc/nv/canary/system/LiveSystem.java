package sh.lfc.nv.canary.system;

import java.net.URI;
import java.util.function.Consumer;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.canary.client.UploadBudget;
import sh.lfc.nv.canary.http.HttpAccess;

/**
 * A deployment of the service that others use: what a run does to it is bounded.
 *
 * @param url where it answers; the first label of its host is the environment
 * @param remover takes away the file with a key
 */
public record LiveSystem(
        URI url, ClientCredentials client, HttpAccess http, String objectPrefix, Consumer<String> remover)
        implements SystemUnderTest {

    /** The files of one run. */
    static final int MOST_FILES = 20;

    /** The bytes of all files of one run together: 1 MiB. */
    static final long MOST_BYTES = 1 << 20;

    @Override
    public String environment() {
        return url.getHost().split("\\.", 2)[0];
    }

    @Override
    public void remove(String key) {
        remover.accept(key);
    }

    @Override
    public UploadBudget uploads() {
        return UploadBudget.of(MOST_FILES, MOST_BYTES);
    }
}
