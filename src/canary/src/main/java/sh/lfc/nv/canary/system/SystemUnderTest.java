package sh.lfc.nv.canary.system;

import java.net.URI;
import java.time.Instant;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.canary.client.UploadBudget;
import sh.lfc.nv.canary.http.HttpAccess;

/** A deployed file service, as far as one sees it from outside. Safe for use by many threads. */
public interface SystemUnderTest {

    /** What its names begin with, such as {@code nv-demo}. */
    String environment();

    /** Where it answers. */
    URI url();

    /** Who calls it. */
    ClientCredentials client();

    /** How its domain is reached. */
    HttpAccess http();

    /** Takes a file away past the service, which has no way to delete. */
    void remove(String key);

    /** What the names of all files of a run begin with. */
    String objectPrefix();

    /** How much a run may upload. */
    default UploadBudget uploads() {
        return UploadBudget.unlimited();
    }

    /** The time that it has. */
    default Instant now() {
        return Instant.now();
    }

    /** The name of a part, for example {@code nv-demo-storage} for {@code storage}. */
    default String named(String part) {
        return environment() + "-" + part;
    }
}
