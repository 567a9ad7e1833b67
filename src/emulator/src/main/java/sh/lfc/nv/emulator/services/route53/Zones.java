package sh.lfc.nv.emulator.services.route53;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.realism.Delay;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.HostedZoneAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.HostedZoneNotEmptyException;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;

/** The hosted zones of every account. Safe for use by many threads. */
final class Zones {

    private static final int ID_LENGTH = 20;
    private static final List<String> DOMAINS = List.of("com", "net", "org", "co.uk");
    private static final int SERVERS_PER_DOMAIN = 512;
    private static final List<String> PRIVATE_SERVERS =
            List.of("ns-1536.awsdns-00.co.uk", "ns-0.awsdns-00.com", "ns-1024.awsdns-00.org", "ns-512.awsdns-00.net");

    private final Platform platform;
    private final Map<String, Map<String, Zone>> byAccount = new ConcurrentHashMap<>();
    private final Map<String, Instant> changes = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();

    Zones(Platform platform) {
        this.platform = platform;
    }

    /** Runs the listener after each change of records. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    Zone create(Call call, CreateHostedZoneRequest request) {
        Map<String, Zone> own = own(call);
        synchronized (own) {
            if (own.values().stream().anyMatch(zone -> zone.callerReference().equals(request.callerReference()))) {
                throw HostedZoneAlreadyExistsException.builder()
                        .message("A hosted zone has already been created with the specified caller reference.")
                        .build();
            }
            String id = "Z" + platform.ids().base36(ID_LENGTH).toUpperCase(Locale.ROOT);
            boolean isPrivate = request.vpc() != null;
            Zone zone = new Zone(
                    id,
                    DnsNames.normal(request.name()),
                    request,
                    isPrivate ? PRIVATE_SERVERS : nameServers(),
                    numbers.incrementAndGet());
            own.put(id, zone);
            return zone;
        }
    }

    private List<String> nameServers() {
        List<String> servers = new ArrayList<>();
        for (int i = 0; i < DOMAINS.size(); i++) {
            int server = Integer.parseInt(platform.ids().hex(4), 16) % SERVERS_PER_DOMAIN;
            servers.add("ns-%d.awsdns-%02d.%s".formatted(i * SERVERS_PER_DOMAIN + server, server / 8, DOMAINS.get(i)));
        }
        return List.copyOf(servers);
    }

    /** The zone with this identifier, with or without {@code /hostedzone/} in front. */
    Zone get(Call call, String id) {
        String plain = id == null ? "" : id.replaceFirst("^/?hostedzone/", "");
        Zone zone = own(call).get(plain);
        if (zone == null) {
            throw NoSuchHostedZoneException.builder()
                    .message("No hosted zone found with ID: " + plain)
                    .build();
        }
        return zone;
    }

    /** The account's own zone with this identifier, if there is one. */
    Optional<Zone> find(Call call, String id) {
        return Optional.ofNullable(own(call).get(id));
    }

    /** The zone with this identifier, whoever has it. */
    Optional<Zone> find(String id) {
        return owner(id).map(account -> byAccount.get(account).get(id));
    }

    /** The account that has this zone. */
    Optional<String> owner(String id) {
        return byAccount.entrySet().stream()
                .filter(account -> account.getValue().containsKey(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    void delete(Call call, Zone zone) {
        synchronized (zone) {
            if (!zone.isEmpty()) {
                throw HostedZoneNotEmptyException.builder()
                        .message("The specified hosted zone contains non-required resource record sets and so cannot"
                                + " be deleted.")
                        .build();
            }
            own(call).remove(zone.id());
        }
    }

    /** The account's zones in the order in which they were made. */
    List<Zone> all(Call call) {
        return own(call).values().stream()
                .sorted(Comparator.comparing(Zone::number))
                .toList();
    }

    Stream<Zone> all(String account) {
        return byAccount.getOrDefault(account, Map.of()).values().stream();
    }

    /** The public zones of all accounts. */
    Stream<Zone> allPublic() {
        return byAccount.values().stream()
                .flatMap(zones -> zones.values().stream())
                .filter(zone -> !zone.isPrivate());
    }

    /** Whether changes take time to reach the name servers; else they have by the time they are asked for. */
    boolean propagateLate() {
        return !platform.delays().areNone();
    }

    /** Notes a change. */
    ChangeInfo changed(String comment) {
        String id = "C" + platform.ids().base36(ID_LENGTH).toUpperCase(Locale.ROOT);
        Instant now = platform.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        changes.put(id, now);
        listeners.forEach(Runnable::run);
        return ChangeInfo.builder()
                .id("/change/" + id)
                .status(ChangeStatus.PENDING)
                .submittedAt(now)
                .comment(comment)
                .build();
    }

    ChangeInfo change(String id) {
        String plain = id.replaceFirst("^/?change/", "");
        Instant submitted = changes.get(plain);
        if (submitted == null) {
            throw NoSuchChangeException.builder()
                    .message("Could not find resource with ID: " + plain)
                    .build();
        }
        boolean arrived = !platform.clock()
                .instant()
                .isBefore(submitted.plus(platform.delays().of(Delay.DNS_CHANGE)));
        return ChangeInfo.builder()
                .id("/change/" + plain)
                .status(arrived ? ChangeStatus.INSYNC : ChangeStatus.PENDING)
                .submittedAt(submitted)
                .build();
    }

    private Map<String, Zone> own(Call call) {
        return byAccount.computeIfAbsent(call.scope().account(), account -> new ConcurrentHashMap<>());
    }
}
