package sh.lfc.nv.service.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.service.cache.Cached;
import sh.lfc.nv.service.catalog.CachedCatalog;
import sh.lfc.nv.service.catalog.FileEntry;
import sh.lfc.nv.service.catalog.Page;

/**
 * The list of files, by pages: {@code limit} files from where {@code next_token} says. The next page's token is in the
 * body and, as a whole URL, in the {@code Link} header (RFC 8288).
 */
final class Listing {

    private static final int USUAL_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1_000;

    private final CachedCatalog catalog;
    private final String bucket;

    Listing(CachedCatalog catalog, String bucket) {
        this.catalog = catalog;
        this.bucket = bucket;
    }

    Response answer(Request request) {
        int limit = limit(request);
        Cached<Page> cached = page(limit, request.parameter("next_token"));
        Page page = cached.value();

        Map<String, Object> body = new LinkedHashMap<>();
        body.put("files", page.files().stream().map(file -> json(file, request)).toList());
        page.next().ifPresent(token -> body.put("next_token", token));
        Response response =
                Response.json(200, body).with("X-Cache", cached.status().name()).with("Cache-Control", "no-store");
        return page.next()
                .map(token -> response.with("Link", link(request, limit, token)))
                .orElse(response);
    }

    private Cached<Page> page(int limit, Optional<String> token) {
        try {
            return catalog.list(limit, token.filter(given -> !given.isEmpty()));
        } catch (IllegalArgumentException notAToken) {
            throw ApiException.badParameter("next_token must be what an earlier page gave");
        }
    }

    private static int limit(Request request) {
        Optional<String> given = request.parameter("limit");
        if (given.isEmpty()) {
            return USUAL_LIMIT;
        }
        try {
            int limit = Integer.parseInt(given.get());
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw ApiException.badParameter("limit must be a number from 1 to " + HIGHEST_LIMIT);
    }

    private Map<String, Object> json(FileEntry file, Request request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("filename", file.filename());
        json.put("prefix_path", file.prefixPath());
        json.put("s3_bucket", bucket);
        json.put("url", request.origin() + "/" + Urls.encodePath(file.key()));
        json.put("date_added", file.added().toString());
        json.put("size", file.size());
        return json;
    }

    private static String link(Request request, int limit, String token) {
        return "<" + request.origin() + "/api/list?limit=" + limit + "&next_token=" + token + ">; rel=\"next\"";
    }
}
