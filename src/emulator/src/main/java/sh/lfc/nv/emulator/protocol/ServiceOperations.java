package sh.lfc.nv.emulator.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/** The public methods of a service's classes, by the request that they take. */
final class ServiceOperations implements Operations {

    private record Handler(AwsService service, Method method, boolean takesCall) {}

    private final Map<Class<?>, Handler> handlers = new HashMap<>();
    private final Set<Class<?>> requests;

    ServiceOperations(List<AwsService> parts) {
        for (AwsService part : parts) {
            for (Method method : part.getClass().getMethods()) {
                if (isOperation(method)) {
                    method.setAccessible(true);
                    Class<?> request = method.getParameterTypes()[0];
                    if (handlers.put(request, new Handler(part, method, method.getParameterCount() == 2)) != null) {
                        throw new IllegalStateException("two methods for " + request.getSimpleName());
                    }
                }
            }
        }
        requests = Set.copyOf(handlers.keySet());
    }

    private static boolean isOperation(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return !Modifier.isStatic(method.getModifiers())
                && !method.isBridge()
                && parameters.length >= 1
                && parameters.length <= 2
                && SdkRequest.class.isAssignableFrom(parameters[0])
                && (parameters.length == 1 || parameters[1] == Call.class);
    }

    @Override
    public Set<Class<?>> requests() {
        return requests;
    }

    @Override
    public Object invoke(SdkPojo request, Call call) throws Throwable {
        Handler handler = handlers.get(request.getClass());
        try {
            return handler.takesCall()
                    ? handler.method().invoke(handler.service(), request, call)
                    : handler.method().invoke(handler.service(), request);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
