package sh.lfc.nv.emulator.services;

import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.time.EmulatorClock;
import sh.lfc.nv.emulator.time.Scheduler;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** An SDK client whose calls go straight to a service's methods: for what needs a principal or a clock of its own. */
public final class DirectCalls implements AutoCloseable {

    private final EmulatorClock clock;
    private final Scheduler scheduler;
    private final Platform platform;
    private Principal principal = Principal.root(Scope.DEFAULT_ACCOUNT);
    private Map<String, String> headers = Map.of();

    public DirectCalls(Path data) {
        this(data, Clock.systemUTC());
    }

    /** @param system what is taken for the time of the machine */
    public DirectCalls(Path data, Clock system) {
        clock = new EmulatorClock(system);
        scheduler = new Scheduler(clock);
        platform = new Platform(clock, scheduler, new Ids(42), data);
    }

    public Platform platform() {
        return platform;
    }

    /** Whom the calls come from, from now on. */
    public void as(Principal caller, Map<String, String> callHeaders) {
        principal = caller;
        headers = callHeaders;
    }

    public Call call() {
        return new Call(
                new Scope(Scope.DEFAULT_ACCOUNT, "us-east-1"),
                principal,
                platform.ids().uuid(),
                clock.instant(),
                "http://127.0.0.1:4566",
                "127.0.0.1",
                headers,
                InputStream.nullInputStream());
    }

    /** A client of the SDK in front of the service. */
    public <C> C client(Class<C> type, AwsService service) {
        return client(type, List.of(service));
    }

    /** A client of the SDK in front of a service that has several classes. */
    public <C> C client(Class<C> type, List<AwsService> parts) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (arguments != null
                    && arguments.length == 1
                    && arguments[0] instanceof software.amazon.awssdk.core.SdkRequest
                    && !method.getName().endsWith("Paginator")) {
                return invoke(parts, method.getName(), arguments[0]);
            }
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object invoke(List<AwsService> parts, String operation, Object request) throws Throwable {
        try {
            for (AwsService service : parts) {
                for (Method method : service.getClass().getMethods()) {
                    if (method.getName().equals(operation) && method.getParameterTypes()[0].isInstance(request)) {
                        method.setAccessible(true);
                        return method.getParameterCount() == 1
                                ? method.invoke(service, request)
                                : method.invoke(service, request, call());
                    }
                }
            }
            throw new UnsupportedOperationException(operation);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AwsError error) {
                throw AwsServiceException.builder()
                        .message(error.getMessage())
                        .statusCode(error.status())
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(error.code())
                                .errorMessage(error.getMessage())
                                .build())
                        .build();
            }
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
