package sh.lfc.nv.service.cache;

/** The cache did not do what it was asked, or was not asked because it failed a moment ago. */
public final class CacheUnavailableException extends Exception {

    CacheUnavailableException(String message) {
        super(message);
    }
}
