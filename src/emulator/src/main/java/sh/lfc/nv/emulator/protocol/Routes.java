package sh.lfc.nv.emulator.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * The operations of a REST service by HTTP method, the most specific ones first.
 *
 * <p>S3 has about fifty operations for GET alone, so what tells them apart is worked out once and not for each request.
 */
final class Routes {

    /**
     * An operation with the parameters and headers, beside those of its template, that its requests cannot lack.
     *
     * @param headers names in lower case
     */
    private record Route(OperationModel operation, List<String> parameters, List<String> headers) {

        static Route of(OperationModel operation) {
            List<SdkField<?>> required = operation.requestBuilder().sdkFields().stream()
                    .filter(field -> field.containsTrait(RequiredTrait.class))
                    .toList();
            return new Route(
                    operation,
                    required.stream()
                            .filter(field -> field.location() == MarshallLocation.QUERY_PARAM)
                            .map(SdkField::locationName)
                            .toList(),
                    required.stream()
                            .filter(field -> field.location() == MarshallLocation.HEADER
                                    && field.locationName().equals("x-amz-copy-source"))
                            .map(field -> field.locationName().toLowerCase(Locale.ROOT))
                            .toList());
        }

        int required() {
            return parameters.size() + headers.size();
        }

        boolean matches(WireRequest request) {
            return operation.uri().matchesQuery(request.query())
                    && request.query().keySet().containsAll(parameters)
                    && request.headers().keySet().containsAll(headers)
                    && operation.uri().match(request.path()).isPresent();
        }
    }

    private static final Comparator<Route> MOST_SPECIFIC_FIRST = Comparator.comparingInt(
                    (Route route) -> -route.operation().uri().specificity())
            .thenComparing(route -> -route.required())
            .thenComparing(route -> route.operation().name());

    private final Map<String, List<Route>> byMethod = new HashMap<>();

    Routes(Collection<OperationModel> operations) {
        byMethod.putAll(operations.stream()
                .map(Route::of)
                .sorted(MOST_SPECIFIC_FIRST)
                .collect(Collectors.groupingBy(route -> route.operation().method())));
    }

    Optional<OperationModel> find(WireRequest request) {
        for (Route route : byMethod.getOrDefault(request.method(), List.of())) {
            if (route.matches(request)) {
                return Optional.of(route.operation());
            }
        }
        return Optional.empty();
    }
}
