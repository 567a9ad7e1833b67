package sh.lfc.nv.service.api;

import java.util.LinkedHashMap;
import java.util.Map;
import sh.lfc.nv.service.api.Storage.Presigned;

/** A presigned URL as clients get it: {@code url, method, expires}. */
final class PresignedBody {

    private PresignedBody() {}

    static Response response(int status, Presigned presigned) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("url", presigned.url());
        body.put("method", presigned.method());
        body.put("expires", presigned.expires().toString());
        return Response.json(status, body).with("Cache-Control", "no-store");
    }
}
