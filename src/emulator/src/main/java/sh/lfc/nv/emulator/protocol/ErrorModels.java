package sh.lfc.nv.emulator.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.protocols.core.ExceptionMetadata;

/**
 * The errors that a service models: code and HTTP status for each exception class of the SDK.
 *
 * <p>The SDK's clients hold them in two forms. Query and XML clients register all of them with their protocol
 * factory; JSON clients have a function from code to metadata for each operation.
 */
final class ErrorModels {

    /** What a client sees of a modelled error. */
    record ErrorModel(String code, int status) {}

    private static final int BAD_REQUEST = 400;

    private final String sdkPackage;
    private final Class<?> implementation;
    private final Map<Class<?>, ErrorModel> known = new ConcurrentHashMap<>();
    private volatile List<ExceptionMetadata> registered;
    private volatile List<Method> mappers;

    ErrorModels(String sdkPackage, Class<?> implementation) {
        this.sdkPackage = sdkPackage;
        this.implementation = implementation;
    }

    ErrorModel of(AwsServiceException exception) {
        return known.computeIfAbsent(exception.getClass(), this::find);
    }

    private ErrorModel find(Class<?> type) {
        String name = type.getSimpleName();
        String shortName = name.endsWith("Exception") ? name.substring(0, name.length() - "Exception".length()) : name;
        return registered().stream()
                .filter(metadata -> exceptionClass(metadata).equals(type))
                .findFirst()
                .or(() -> mapped(name))
                .or(() -> mapped(shortName))
                .or(() -> spellings(shortName).stream()
                        .flatMap(code -> mapped(code).stream())
                        .filter(metadata -> exceptionClass(metadata).equals(type))
                        .findFirst())
                .map(metadata -> new ErrorModel(
                        metadata.errorCode(),
                        metadata.httpStatusCode() == null ? BAD_REQUEST : metadata.httpStatusCode()))
                .orElseGet(() -> new ErrorModel(name, BAD_REQUEST));
    }

    /**
     * How codes that begin like this, whatever the case of their letters, are spelt in the client: the class of {@code
     * KMSInternalException} is {@code KmsInternalException}.
     */
    private Set<String> spellings(String name) {
        String file = implementation.getSimpleName() + ".class";
        try (InputStream in = implementation.getResourceAsStream(file)) {
            String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return Pattern.compile(Pattern.quote(name) + "(Exception)?", Pattern.CASE_INSENSITIVE)
                    .matcher(constants)
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Class<?> exceptionClass(ExceptionMetadata metadata) {
        return OperationModel.build(metadata.exceptionBuilderSupplier().get()).getClass();
    }

    private Optional<ExceptionMetadata> mapped(String code) {
        for (Method mapper : mappers()) {
            try {
                Optional<?> found = (Optional<?>) mapper.invoke(null, code);
                if (found.isPresent()) {
                    return found.map(ExceptionMetadata.class::cast);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read the errors of " + sdkPackage, e);
            }
        }
        return Optional.empty();
    }

    /** The functions from error code to metadata, which are the bodies of lambda expressions in JSON clients. */
    private List<Method> mappers() {
        if (mappers == null) {
            List<Method> found = new ArrayList<>();
            for (Method method : implementation.getDeclaredMethods()) {
                if (Modifier.isStatic(method.getModifiers())
                        && method.isSynthetic()
                        && method.getReturnType() == Optional.class
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == String.class) {
                    method.setAccessible(true);
                    found.add(method);
                }
            }
            mappers = found;
        }
        return mappers;
    }

    /** The errors that a query or XML client registers with its protocol factory when it is made. */
    private List<ExceptionMetadata> registered() {
        if (registered == null) {
            try {
                registered = List.copyOf(byCode(modelled(factory())).values());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read the errors of " + sdkPackage, e);
            }
        }
        return registered;
    }

    private Object factory() throws ReflectiveOperationException {
        for (Method method : implementation.getDeclaredMethods()) {
            if (method.getName().equals("init") && method.getParameterCount() == 0) {
                method.setAccessible(true);
                return method.invoke(Unconstructed.instance(implementation));
            }
        }
        return null;
    }

    private static Collection<?> modelled(Object factory) throws ReflectiveOperationException {
        for (Class<?> type = factory == null ? null : factory.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals("modeledExceptions")) {
                    field.setAccessible(true);
                    return (Collection<?>) field.get(factory);
                }
            }
        }
        return List.of();
    }

    private static Map<String, ExceptionMetadata> byCode(Collection<?> metadata) {
        Map<String, ExceptionMetadata> byCode = new LinkedHashMap<>();
        for (Object one : metadata) {
            ExceptionMetadata exception = (ExceptionMetadata) one;
            byCode.put(exception.errorCode(), exception);
        }
        return byCode;
    }

    /** An instance of a client on which nothing but its registration of errors may be called. */
    private static final class Unconstructed {

        static Object instance(Class<?> type) throws ReflectiveOperationException {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field field = unsafe.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return unsafe.getMethod("allocateInstance", Class.class).invoke(field.get(null), type);
        }
    }
}
