package sh.lfc.nv.emulator.gateway;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

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
        Optional<String> answer = action == null ? Optional.empty() : action.answer(rest.substring(slash + 1));
        response.setStatus(answer.isPresent() ? 200 : 404);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, answer.orElse("there is no " + rest), callback);
        return true;
    }
}
