package sh.lfc.nv.service.catalog;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sh.lfc.nv.service.cache.CacheUnavailableException;
import sh.lfc.nv.service.cache.Cached;
import sh.lfc.nv.service.cache.ReadThroughCache;

/**
 * The catalogue as it is read: through the cache.
 *
 * <p>All pages of the list go stale with any change; what is known of a name goes stale with changes of keys that end in
 * that file name. Safe for many threads.
 */
public final class CachedCatalog {

    /** Enough to see that a name is ambiguous, and to say between which files. */
    private static final int CANDIDATES = 10;

    private final FileCatalog catalog;
    private final ReadThroughCache cache;

    public CachedCatalog(FileCatalog catalog, ReadThroughCache cache) {
        this.catalog = catalog;
        this.cache = cache;
    }

    /** As {@link FileCatalog#list}. */
    public Cached<Page> list(int limit, Optional<String> token) {
        token.ifPresent(Page::key);
        String entry = "list:" + catalog.bucket() + ":" + limit + ":" + token.orElse("");
        return cache.read(listScope(), entry, FileForm.PAGE, () -> catalog.list(limit, token));
    }

    /**
     * The files that a name can mean: the one with exactly this key, or else those with this file name under any prefix,
     * ten at most.
     */
    public Cached<List<FileEntry>> find(String name) {
        String entry = "name:" + catalog.bucket() + ":" + name;
        return cache.read(nameScope(name), entry, FileForm.FILES, () -> catalog.findByKey(name)
                .map(List::of)
                .orElseGet(() -> name.indexOf('/') < 0 ? catalog.findByFilename(name, CANDIDATES) : List.of()));
    }

    /**
     * Says that events of these keys were applied. From then on no reader gets what was cached before.
     *
     * @throws CacheUnavailableException when the cache cannot be told; readers may see the former state until their
     *     entries' time is over
     */
    public void changed(Collection<String> keys) throws CacheUnavailableException {
        Set<String> scopes = new LinkedHashSet<>();
        scopes.add(listScope());
        keys.forEach(key -> scopes.add(nameScope(key)));
        cache.invalidate(scopes);
    }

    private String listScope() {
        return "list:" + catalog.bucket();
    }

    private String nameScope(String key) {
        return "name:" + catalog.bucket() + ":" + FileEntry.filename(key);
    }
}
