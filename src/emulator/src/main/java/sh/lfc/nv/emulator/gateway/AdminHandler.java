package sh.lfc.nv.emulator.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * <p>No bucket can have this name, so nothing of AWS is hidden by it. Only the operator calls it; what it answers, such
 * as where an engine listens, opens nothing for functions.
 */
public final class AdminHandler extends Handler.Wrapper {

    /** What the paths begin with. */
    public static final String PREFIX = "/_emulator/";

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /**
     * What is asked.
     *
     * @param argument what follows the action's own path
     * @param parameters those of the query; of several with one name the last
     */
    public record Question(String argument, Map<String, String> parameters) {

        /**
         * A parameter that has to be there.
         *
         * @throws IllegalArgumentException if it is not
         */
        public String require(String name) {
            return parameter(name)
                    .orElseThrow(() -> new IllegalArgumentException("the parameter " + name + " is missing"));
        }

        public Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
        }
    }

    /** An answer, and of which type it is. */
    public record Answer(String contentType, String body) {

        public static Answer text(String body) {
            return new Answer("text/plain; charset=utf-8", body);
        }

        public static Answer json(String body) {
            return new Answer("application/json", body);
        }
    }

    /** Something that can be asked for, or asked to be done. */
    @FunctionalInterface
    public interface Action {

        /**
         * @return the answer; empty when there is no such thing
         * @throws AwsServiceException when there is no such thing either, with a sentence that says so
         * @throws IllegalArgumentException when the question makes no sense, with the reason
         */
        Optional<Answer> answer(Question question);
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
        int status = OK;
        Answer answer;
        try {
            Optional<Answer> found = action == null
                    ? Optional.empty()
                    : action.answer(new Question(rest.substring(slash + 1), parameters(request)));
            status = found.isPresent() ? OK : NOT_FOUND;
            answer = found.orElseGet(() -> Answer.text("there is no " + rest));
        } catch (AwsServiceException refused) {
            status = NOT_FOUND;
            answer = Answer.text(refused.getMessage());
        } catch (IllegalArgumentException e) {
            status = BAD_REQUEST;
            answer = Answer.text(e.getMessage());
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        Content.Sink.write(response, true, answer.body(), callback);
        return true;
    }

    private static Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new TreeMap<>();
        Request.extractQueryParameters(request).forEach(field -> parameters.put(field.getName(), field.getValue()));
        return parameters;
    }
}
