package sh.lfc.nv.emulator.services.apigatewayv2;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;

/** The APIs of every account and region. Safe for use by many threads. */
final class Apis {

    private static final int API_ID = 10;
    private static final int PART_ID = 7;

    private final Platform platform;
    private final Map<String, HttpApi> byId = new ConcurrentHashMap<>();

    Apis(Platform platform) {
        this.platform = platform;
    }

    /** The identifier of a new API. */
    String apiId() {
        return platform.ids().base36(API_ID);
    }

    /** The identifier of something new in an API. */
    String partId() {
        return platform.ids().base36(PART_ID);
    }

    Instant now() {
        return platform.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    void add(HttpApi api) {
        byId.put(api.id(), api);
    }

    Optional<HttpApi> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    HttpApi get(Call call, String id) {
        return find(id).filter(api -> api.scope().equals(call.scope()))
                .orElseThrow(() -> Refusals.noApi(call.scope().account(), id));
    }

    List<HttpApi> all(Call call) {
        return all(call.scope());
    }

    List<HttpApi> all(Scope scope) {
        return byId.values().stream()
                .filter(api -> api.scope().equals(scope))
                .sorted(Comparator.comparing((HttpApi api) -> api.api().createdDate())
                        .thenComparing(HttpApi::id))
                .toList();
    }

    /** Changes what deployments are made of; stages that deploy by themselves follow. */
    HttpApi configure(Call call, String id, UnaryOperator<HttpApi> change) {
        return change(call, id, api -> change.apply(api).autoDeployed(this::deploymentId, now()));
    }

    /** Changes what counts at once, without a deployment. */
    HttpApi change(Call call, String id, UnaryOperator<HttpApi> change) {
        get(call, id);
        HttpApi changed = byId.computeIfPresent(id, (key, api) -> change.apply(api));
        if (changed == null) {
            throw Refusals.noApi(call.scope().account(), id);
        }
        return changed;
    }

    void delete(Call call, String id) {
        get(call, id);
        byId.remove(id);
    }

    String deploymentId() {
        return platform.ids().base36(6);
    }

    /** One page of a listing. */
    static <T> Page<T> page(List<T> all, String token, String maxResults) {
        int from;
        int size;
        try {
            from = token == null ? 0 : Integer.parseInt(token);
            size = maxResults == null ? 500 : Integer.parseInt(maxResults);
        } catch (NumberFormatException e) {
            throw Refusals.badRequest("Invalid paging token or page size");
        }
        int start = Math.max(0, Math.min(from, all.size()));
        int end = Math.min(all.size(), start + Math.max(1, size));
        return new Page<>(all.subList(start, end), end < all.size() ? String.valueOf(end) : null);
    }

    /**
     * @param next where the next page begins; absent on the last
     */
    record Page<T>(List<T> items, String next) {}
}
