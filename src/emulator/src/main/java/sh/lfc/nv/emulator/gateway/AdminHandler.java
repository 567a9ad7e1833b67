package sh.lfc.nv.emulator.gateway;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Answers what AWS has no operation for, under {@value #PREFIX}, and leaves everything else to the handler behind it.
 *
 * <p>No bucket can have this name, so nothing of AWS is hidden by it.
 */
public final class AdminHandler extends Handler.Wrapper {

    /** What the paths begin with. */
    public static final String PREFIX = "/_emulator/";

    /** Something that can be asked for, or asked to be done. */
    @FunctionalInterface
    public interface Action {

        /**
         * @param argument what follows the action's own path
         * @return the answer; empty when there is no such thing
         * @throws AwsServiceException when there is no such thing either, with a sentence that says so
         */
        Optional<String> answer(String argument);
    }

    private final Map<String, Action> actions;

    /**
     * @param actions by method and path, for example {@code GET names}
     * @param next what answers everything else
     */
    public AdminHandler(Map<String, Action> actions, Handler next) {
        super(next);
        this.actions = Map.copyOf(actions);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith(PREFIX)) {
            return super.handle(request, response, callback);
        }
        String rest = path.substring(PREFIX.length());
        int slash = rest.indexOf('/');
        Action action = slash < 0 ? null : actions.get(request.getMethod() + " " + rest.substring(0, slash));
        if (action == null) {
            return answer(response, 404, "there is no " + rest, callback);
        }
        try {
            Optional<String> answer = action.answer(rest.substring(slash + 1));
            return answer(response, answer.isPresent() ? 200 : 404, answer.orElse("there is no " + rest), callback);
        } catch (AwsServiceException refused) {
            return answer(response, 404, refused.getMessage(), callback);
        }
    }

    private static boolean answer(Response response, int status, String text, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, text, callback);
        return true;
    }
}
