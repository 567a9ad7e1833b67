package sh.lfc.nv.service.api;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.service.postgres.DatabaseUnavailableException;
import software.amazon.awssdk.core.exception.SdkException;

/** Leads each request to what answers it. Every error is a JSON body with a code and a message. */
final class Api {

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String UPLOAD = "/api/upload";
    private static final String UPLOAD_PRESIGNED = "/api/upload_presigned";
    private static final String DOWNLOAD_PRESIGNED = "/api/download_presigned";
    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> WRITE = List.of("PUT");

    private final Listing listing;
    private final Upload upload;
    private final Download download;

    Api(Listing listing, Upload upload, Download download) {
        this.listing = listing;
        this.upload = upload;
        this.download = download;
    }

    Response answer(Request request) {
        Response response = answerOrError(request);
        return "HEAD".equals(request.method()) ? response.withoutBody() : response;
    }

    private Response answerOrError(Request request) {
        try {
            return route(request);
        } catch (ApiException refused) {
            return refused.response(request.id());
        } catch (DatabaseUnavailableException down) {
            LOG.atError().setCause(down).log("Database not available");
            return unavailable("The catalogue is not available at the moment").response(request.id());
        } catch (SdkException failed) {
            LOG.atError().setCause(failed).log("Call to AWS failed");
            return unavailable("The storage is not available at the moment").response(request.id());
        } catch (RuntimeException unexpected) {
            LOG.atError().setCause(unexpected).log("Request failed");
            return new ApiException(500, "InternalError", "Something went wrong; the request id finds it in the log")
                    .response(request.id());
        }
    }

    private static ApiException unavailable(String message) {
        return new ApiException(503, "ServiceUnavailable", message).header("Retry-After", "5");
    }

    /**
     * Paths decide, and not only the route that API Gateway chose: what no route fits arrives by the default route, and a
     * GET of a path that is there for PUT by the route of downloads.
     */
    private Response route(Request request) {
        String path = request.path();
        if (path.equals("/") || path.equals("/api/list")) {
            allow(request, READ);
            return listing.answer(request);
        }
        if (path.equals("/healthz")) {
            allow(request, READ);
            return Response.json(200, Map.of("status", "ok")).with("Cache-Control", "no-store");
        }
        if (isUnder(UPLOAD, path)) {
            allow(request, WRITE);
            return upload.answer(request, below(UPLOAD, path));
        }
        if (isUnder(UPLOAD_PRESIGNED, path)) {
            allow(request, READ);
            return upload.presigned(below(UPLOAD_PRESIGNED, path));
        }
        if (isUnder(DOWNLOAD_PRESIGNED, path)) {
            allow(request, READ);
            return download.presigned(below(DOWNLOAD_PRESIGNED, path));
        }
        allow(request, READ);
        return download.answer(request, path.substring(1));
    }

    private static void allow(Request request, List<String> methods) {
        if (!methods.contains(request.method())) {
            throw new ApiException(
                            405, "MethodNotAllowed", "This path takes " + String.join(" and ", methods) + " only")
                    .header("Allow", String.join(", ", methods));
        }
    }

    private static boolean isUnder(String route, String path) {
        return path.equals(route) || path.startsWith(route + "/");
    }

    private static String below(String route, String path) {
        return path.substring(Math.min(path.length(), route.length() + 1));
    }
}
