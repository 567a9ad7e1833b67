package sh.lfc.nv.harness.localstack;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sh.lfc.nv.canary.aws.AwsAccess;

/**
 * What an endpoint serves, as its answers tell.
 *
 * @param health what it says of itself
 * @param absent the services that it does not serve, each with the reason
 */
record Capabilities(Health health, Map<Service, String> absent) {

    Capabilities {
        absent = Map.copyOf(absent);
    }

    /** Asks for every one of the services. What the health answer rules out is not called; what it praises is. */
    static Capabilities ask(AwsAccess aws, Health health, Collection<Service> services) {
        var absent = new EnumMap<>(services.parallelStream()
                .map(service -> Map.entry(service, health.absence(service).or(() -> service.absence(aws))))
                .filter(answer -> answer.getValue().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        answer -> answer.getValue().get(),
                        (one, other) -> one,
                        () -> new EnumMap<>(Service.class))));
        return new Capabilities(health, absent);
    }

    /** Why a service cannot be used; empty when it can. */
    Optional<String> absence(Service service) {
        return Optional.ofNullable(absent.get(service));
    }
}
