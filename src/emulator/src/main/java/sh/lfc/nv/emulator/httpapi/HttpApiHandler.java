package sh.lfc.nv.emulator.httpapi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * HTTP in, HTTP out for the hosts of HTTP APIs; leaves all other requests to the next handler.
 *
 * <p>API Gateway listens for HTTPS alone: what comes in plain HTTP is refused with 403 here, where both share a port.
 */
public final class HttpApiHandler extends Handler.Abstract {

    /** "Quotas for configuring and running an HTTP API". */
    private static final int MAX_BODY = 10 * 1024 * 1024;

    private static final int MAX_HEADERS = 10_240;

    private static final int DRAIN_BUFFER = 64 * 1024;
    private static final long MAX_DRAINED = 128 * 1024 * 1024;

    private final HttpApis apis;

    public HttpApiHandler(HttpApis apis) {
        this.apis = apis;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String host = host(request);
        if (host == null || !apis.serves(host)) {
            return false;
        }
        send(answer(request, host), request, response, callback);
        return true;
    }

    private ApiAnswer answer(Request request, String host) throws IOException {
        if (!request.isSecure()) {
            return ApiAnswer.forbidden();
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        int size = 0;
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.add(Map.entry(field.getName().toLowerCase(Locale.ROOT), value));
            size += field.getName().length() + value.length();
        }
        ApiAnswer refusal = size > MAX_HEADERS
                ? ApiAnswer.headersTooLarge()
                : request.getLength() > MAX_BODY ? ApiAnswer.requestEntityTooLarge() : null;
        byte[] body = new byte[0];
        InputStream sending = Content.Source.asInputStream(request);
        if (refusal == null) {
            body = sending.readNBytes(MAX_BODY + 1);
            refusal = body.length > MAX_BODY ? ApiAnswer.requestEntityTooLarge() : null;
        }
        if (refusal != null) {
            drain(request, sending);
            body = new byte[0];
        }
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        ApiRequest sent = new ApiRequest(
                request.getMethod(),
                path == null || path.isEmpty() ? "/" : path,
                query == null ? "" : query,
                headers,
                body,
                host,
                request.getConnectionMetaData().getProtocol(),
                Request.getRemoteAddr(request));
        return apis.answer(sent, refusal);
    }

    /** So that a client that is still sending reads the refusal and not a broken connection. */
    private static void drain(Request request, InputStream sending) throws IOException {
        if (!request.getHeaders().contains("expect")) {
            byte[] buffer = new byte[DRAIN_BUFFER];
            long left = MAX_DRAINED;
            for (int count = 0; count >= 0 && left > 0; count = sending.read(buffer)) {
                left -= count;
            }
        }
    }

    private static void send(ApiAnswer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(header -> response.getHeaders().add(header.getKey(), header.getValue()));
        boolean head = request.getMethod().equals("HEAD");
        if (answer.status() != 204) {
            response.getHeaders().put("content-length", answer.body().length);
        }
        response.write(true, ByteBuffer.wrap(head ? new byte[0] : answer.body()), callback);
    }

    private static String host(Request request) {
        String host = Request.getServerName(request);
        return host == null ? null : host.toLowerCase(Locale.ROOT);
    }
}
