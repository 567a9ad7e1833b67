package sh.lfc.nv.service.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import sh.lfc.nv.service.api.Storage.Content;
import sh.lfc.nv.service.cache.Cached;
import sh.lfc.nv.service.catalog.CachedCatalog;
import sh.lfc.nv.service.catalog.FileEntry;

/** Gives files out: small ones in the answer, large ones by a redirect to a presigned URL. */
final class Download {

    /** What fits into Lambda's answer of 6 MB in base64, with room for headers. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private final CachedCatalog catalog;
    private final Storage storage;

    Download(CachedCatalog catalog, Storage storage) {
        this.catalog = catalog;
        this.storage = storage;
    }

    Response answer(Request request, String name) {
        Cached<FileEntry> found = find(name);
        return file(request, found.value())
                .with("X-Cache", found.status().name())
                .with("Cache-Control", "private, no-cache");
    }

    Response presigned(String name) {
        Cached<FileEntry> found = find(name);
        return PresignedBody.response(200, storage.presignDownload(found.value().key()))
                .with("X-Cache", found.status().name());
    }

    private Cached<FileEntry> find(String name) {
        Cached<List<FileEntry>> found = catalog.find(FileNames.forDownload(name));
        List<FileEntry> files = found.value();
        if (files.isEmpty()) {
            throw ApiException.notFound(name).header("X-Cache", found.status().name());
        }
        if (files.size() > 1) {
            throw new ApiException(
                            409, "AmbiguousName", "Several files have the name " + name + "; ask for one of the keys")
                    .detail("keys", files.stream().map(FileEntry::key).toList())
                    .header("X-Cache", found.status().name());
        }
        return new Cached<>(files.get(0), found.status());
    }

    private Response file(Request request, FileEntry file) {
        String etag = '"' + file.etag() + '"';
        if (request.header("if-none-match").filter(known -> knows(known, etag)).isPresent()) {
            return Response.empty(304).with("ETag", etag);
        }
        if (file.size() > MOST_BYTES) {
            return redirect(file);
        }
        if ("HEAD".equals(request.method())) {
            return head(file, file.contentType(), etag, new byte[0]);
        }
        Content content = storage.open(file.key()).orElseThrow(() -> ApiException.notFound(file.key()));
        try (InputStream stream = content.stream()) {
            byte[] body = stream.readNBytes(MOST_BYTES + 1);
            // The catalogue may not know yet that the file has grown.
            return body.length > MOST_BYTES ? redirect(file) : head(file, content.contentType(), content.etag(), body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Response redirect(FileEntry file) {
        Storage.Presigned presigned = storage.presignDownload(file.key());
        return PresignedBody.response(307, presigned).with("Location", presigned.url());
    }

    private static Response head(FileEntry file, String contentType, String etag, byte[] body) {
        String type = MediaType.orUnknown(contentType);
        return new Response(200, java.util.Map.of("Content-Type", type), body)
                .with("ETag", etag)
                .with("Content-Disposition", MediaType.disposition(type, file.filename()))
                .with("X-Content-Type-Options", "nosniff");
    }

    /** RFC 9110, "If-None-Match": any of the list, compared weakly. */
    private static boolean knows(String header, String etag) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(etag) || known.equals("W/" + etag));
    }
}
