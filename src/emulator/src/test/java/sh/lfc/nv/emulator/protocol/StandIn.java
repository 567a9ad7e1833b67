package sh.lfc.nv.emulator.protocol;

import java.util.Set;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.core.SdkPojo;

/** Operations of a service that keep what arrived and answer what was laid ready; for one call at a time. */
final class StandIn implements Operations {

    private final Set<Class<?>> requests;
    private SdkPojo received;
    private byte[] body;
    private Object answer;

    StandIn(ServiceModel model) {
        this.requests = model.operations().stream().map(OperationModel::request).collect(Collectors.toSet());
    }

    /** The answer of the next call: a response, or an exception to refuse with. */
    synchronized void answer(Object next) {
        received = null;
        body = new byte[0];
        answer = next;
    }

    synchronized SdkPojo received() {
        return received;
    }

    synchronized byte[] body() {
        return body.clone();
    }

    @Override
    public Set<Class<?>> requests() {
        return requests;
    }

    @Override
    public synchronized Object invoke(SdkPojo request, Call call) throws Throwable {
        received = request;
        body = call.body().readAllBytes();
        if (answer instanceof Throwable refusal) {
            throw refusal;
        }
        return answer;
    }
}
