package sh.lfc.nv.service.catalog;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.service.cache.Form;
import sh.lfc.nv.service.json.Json;

/** Files as JSON in the cache. */
final class FileForm {

    static final Form<List<FileEntry>> FILES = new Form<>() {

        @Override
        public String write(List<FileEntry> files) {
            return Json.string(files.stream().map(FileForm::json).toList());
        }

        @Override
        public List<FileEntry> read(String text) {
            return files(Json.read(text));
        }
    };

    static final Form<Page> PAGE = new Form<>() {

        @Override
        public String write(Page page) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("files", page.files().stream().map(FileForm::json).toList());
            page.next().ifPresent(next -> json.put("next", next));
            return Json.string(json);
        }

        @Override
        public Page read(String text) {
            JrsValue json = Json.read(text);
            return new Page(files(json.path("files")), Json.text(json, "next"));
        }
    };

    private FileForm() {}

    private static Map<String, Object> json(FileEntry file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", file.key());
        json.put("size", file.size());
        json.put("contentType", file.contentType());
        json.put("etag", file.etag());
        file.versionId().ifPresent(version -> json.put("versionId", version));
        json.put("added", file.added().toString());
        return json;
    }

    private static List<FileEntry> files(JrsValue json) {
        if (!json.isArray()) {
            throw new IllegalArgumentException("Not a list of files");
        }
        List<FileEntry> files = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            files.add(file(json.path(i)));
        }
        return List.copyOf(files);
    }

    private static FileEntry file(JrsValue json) {
        return new FileEntry(
                text(json, "key"),
                Long.parseLong(text(json, "size")),
                text(json, "contentType"),
                text(json, "etag"),
                Json.text(json, "versionId"),
                Instant.parse(text(json, "added")));
    }

    private static String text(JrsValue json, String name) {
        Optional<String> text = Json.text(json, name);
        return text.orElseThrow(() -> new IllegalArgumentException("A file must have the member " + name));
    }
}
