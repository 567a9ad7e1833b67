package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.DomainName;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** The custom domain names of every account and region, and what they lead to. Safe for use by many threads. */
final class DomainNames {

    /**
     * @param domain as it is described
     * @param mappings by their identifier
     */
    record Entry(Scope scope, DomainName domain, Map<String, ApiMapping> mappings) {

        String arn() {
            return "arn:" + scope.partition() + ":apigateway:" + scope.region() + "::/domainnames/"
                    + domain.domainName();
        }

        String certificateArn() {
            return domain.domainNameConfigurations().get(0).certificateArn();
        }

        String target() {
            return domain.domainNameConfigurations().get(0).apiGatewayDomainName();
        }

        Entry with(DomainName changed) {
            return new Entry(scope, changed, mappings);
        }

        Entry with(ApiMapping mapping) {
            Map<String, ApiMapping> changed = new LinkedHashMap<>(mappings);
            changed.put(mapping.apiMappingId(), mapping);
            return new Entry(scope, domain, Collections.unmodifiableMap(changed));
        }

        Entry without(String mappingId) {
            Map<String, ApiMapping> changed = new LinkedHashMap<>(mappings);
            changed.remove(mappingId);
            return new Entry(scope, domain, Collections.unmodifiableMap(changed));
        }
    }

    private final Map<String, Entry> byName = new ConcurrentHashMap<>();

    /** Adds a domain name, unless somebody has it. */
    boolean add(Entry entry) {
        return byName.putIfAbsent(entry.domain().domainName(), entry) == null;
    }

    Optional<Entry> find(String name) {
        return Optional.ofNullable(name == null ? null : byName.get(name.toLowerCase(Locale.ROOT)));
    }

    Entry get(Call call, String name) {
        return find(name).filter(entry -> entry.scope().equals(call.scope())).orElseThrow(DomainNames::unknown);
    }

    List<Entry> all(Call call) {
        return all().filter(entry -> entry.scope().equals(call.scope())).toList();
    }

    Stream<Entry> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing((Entry entry) -> entry.domain().domainName()));
    }

    Entry change(Call call, String name, UnaryOperator<Entry> change) {
        Entry there = get(call, name);
        Entry changed = byName.computeIfPresent(there.domain().domainName(), (key, entry) -> change.apply(entry));
        if (changed == null) {
            throw unknown();
        }
        return changed;
    }

    void remove(Entry entry) {
        byName.remove(entry.domain().domainName());
    }

    /**
     * Whether a domain name leads to the API.
     *
     * @param stage only mappings to this stage count; null for any
     */
    boolean isMapped(String apiId, String stage) {
        return byName.values().stream()
                .flatMap(entry -> entry.mappings().values().stream())
                .anyMatch(mapping -> mapping.apiId().equals(apiId)
                        && (stage == null || mapping.stage().equals(stage)));
    }

    private static NotFoundException unknown() {
        return Refusals.notFound("Invalid domain name identifier specified");
    }
}
