package sh.lfc.nv.emulator;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.protocol.Dispatcher;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Calls that a service makes to operations of another one, as AWS's services do for their customers.
 *
 * @param dispatcher known once all services are
 * @param endpoint known once the emulator listens
 */
record OwnCalls(Platform platform, Supplier<Dispatcher> dispatcher, Supplier<URI> endpoint) {

    /**
     * @param principal in whose name
     * @param body of an operation that streams its input, else empty
     * @throws RuntimeException what the operation refuses with
     */
    <R> R call(Class<R> answer, Scope scope, Principal principal, SdkPojo request, byte[] body) {
        InputStream content = new ByteArrayInputStream(body);
        Call call = new Call(
                scope,
                principal,
                platform.ids().uuid(),
                platform.clock().instant(),
                endpoint.get().toString(),
                "127.0.0.1",
                Map.of("content-length", Integer.toString(body.length)),
                content);
        String[] names = request.getClass().getPackageName().split("\\.");
        return answer.cast(dispatcher.get().call(names[names.length - 2], request, call));
    }
}
