package sh.lfc.nv.service.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is answered with an error, which says what is wrong and gives nothing away. */
final class ApiException extends RuntimeException {

    private final int status;
    private final String code;
    private final transient Map<String, Object> details = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    ApiException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static ApiException badName(String message) {
        return new ApiException(400, "InvalidName", message);
    }

    static ApiException badParameter(String message) {
        return new ApiException(400, "InvalidParameter", message);
    }

    static ApiException notFound(String name) {
        return new ApiException(404, "FileNotFound", "There is no file " + name);
    }

    ApiException detail(String name, Object value) {
        details.put(name, value);
        return this;
    }

    ApiException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    String code() {
        return code;
    }

    Response response(String requestId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", getMessage());
        error.putAll(details);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("request_id", requestId);
        Response response = Response.json(status, body);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }
}
