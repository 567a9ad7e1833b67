package sh.lfc.nv.emulator.services.lambda;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** All functions of one emulator. Safe for use by many threads. */
final class Functions {

    private final Regional<NavigableMap<String, LambdaFunction>> functions =
            new Regional<>(scope -> new ConcurrentSkipListMap<>());

    Collection<LambdaFunction> all(Scope scope) {
        return functions.of(scope).values();
    }

    /** Part of them, in the order of their names. */
    Page<LambdaFunction> page(Scope scope, String marker, int size) {
        return Page.of(functions.of(scope), marker, size);
    }

    void add(LambdaFunction function) {
        if (functions.of(function.scope()).putIfAbsent(function.name(), function) != null) {
            throw ResourceConflictException.builder()
                    .type("User")
                    .message("Function already exist: " + function.name())
                    .build();
        }
    }

    void remove(LambdaFunction function) {
        functions.of(function.scope()).remove(function.name(), function);
    }

    LambdaFunction get(Call call, String functionName) {
        return get(FunctionReference.of(call.scope(), functionName, null));
    }

    /** The function that is meant, whether the qualifier exists or not. */
    LambdaFunction get(FunctionReference reference) {
        return find(reference).orElseThrow(() -> notFound(reference.qualifiedArn()));
    }

    Optional<LambdaFunction> find(FunctionReference reference) {
        return Optional.ofNullable(functions.of(reference.scope()).get(reference.name()));
    }

    /** The version that is meant; an alias stands for the version it points to. */
    FunctionVersion version(FunctionReference reference) {
        LambdaFunction function = get(reference);
        String qualifier = reference.qualifier();
        if (qualifier == null) {
            return function.latest();
        }
        var alias = function.aliases().get(qualifier);
        return function.version(alias == null ? qualifier : alias.functionVersion())
                .orElseThrow(() -> notFound(reference.qualifiedArn()));
    }

    /** Refuses a qualifier that is neither a version nor an alias. */
    void requireQualifier(FunctionReference reference) {
        version(reference);
    }

    static ResourceNotFoundException notFound(String arn) {
        return ResourceNotFoundException.builder()
                .type("User")
                .message("Function not found: " + arn)
                .build();
    }
}
