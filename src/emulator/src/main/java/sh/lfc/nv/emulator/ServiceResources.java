package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.Scope;

/**
 * Resources of all services.
 *
 * @param services by what stands for the service in an ARN
 */
record ServiceResources(Map<String, Resources> services) implements Resources {

    private static final Resources UNKNOWN = new Resources() {};

    /** A kind is known to one service at most. */
    @Override
    public Optional<String> arn(String kind, Scope scope, String name) {
        return services.values().stream()
                .flatMap(service -> service.arn(kind, scope, name).stream())
                .findFirst();
    }

    @Override
    public String canonical(String arn) {
        return of(arn).canonical(arn);
    }

    @Override
    public Optional<String> policy(String arn) {
        return of(arn).policy(arn);
    }

    @Override
    public boolean policyDecides(String action) {
        return services.values().stream().anyMatch(service -> service.policyDecides(action));
    }

    @Override
    public boolean shutsOthersOut(String arn) {
        return of(arn).shutsOthersOut(arn);
    }

    @Override
    public Optional<String> owner(String arn) {
        return of(arn).owner(arn);
    }

    @Override
    public Map<String, String> context(String arn) {
        return of(arn).context(arn);
    }

    @Override
    public boolean isKnownToBeAbsent(String action, String arn) {
        return of(arn).isKnownToBeAbsent(action, arn);
    }

    @Override
    public Map<String, String> tags(String arn) {
        return of(arn).tags(arn);
    }

    private Resources of(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? services.getOrDefault(parts[2], UNKNOWN) : UNKNOWN;
    }
}
