package sh.lfc.nv.harness.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import sh.lfc.nv.canary.client.FileServiceClient;
import sh.lfc.nv.canary.client.UploadBudget;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.deadletters.Redrive;
import sh.lfc.nv.harness.inside.Agreement;
import sh.lfc.nv.harness.system.DeployedSystem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Clients write, overwrite, read and remove files while something fails every few seconds. Afterwards all is well again,
 * what was given up on is tried again, and every file has to be what its client knows of it, in the storage, the
 * catalogue and the list, from the cache and past it.
 *
 * <p>What happens follows from a seed: the same seed has the same clients do the same, and the same faults follow each
 * other in the same rhythm. In which instant of a request a fault strikes is up to the machine.
 */
public final class Soak {
    private static final Duration RETRIED = Duration.ofHours(2);
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int REDRIVES = 3;

    /**
     * What came of it.
     *
     * @param requests of the writers, and how many of them failed
     * @param faults how many things went wrong on purpose
     * @param redriven events that the function had given up on
     * @param files that were there in the end
     * @param wrong what is not as it has to be, by file; empty when all is well
     */
    public record Result(int requests, int failed, int faults, int redriven, int files, Map<String, String> wrong) {}

    private final DeployedSystem system;
    private final long seed;
    private final Consumer<String> told;
    private final FileServiceClient client;
    private final Agreement agreement;

    /** @param told is told what goes wrong when, a line each */
    public Soak(DeployedSystem system, long seed, Consumer<String> told) {
        this.system = system;
        this.seed = seed;
        this.told = told;
        this.client = new FileServiceClient(
                system.url(), system.client(), system.http(), UploadBudget.unlimited(), () -> Duration.ofMinutes(1));
        this.agreement = new Agreement(system, client);
    }

    /**
     * @param length for how long things go wrong
     * @throws HarnessException when it was interrupted, or a client could not go on
     */
    public Result run(int writers, Duration length) {
        var clients = new ArrayList<Writer>();
        for (var i = 0; i < writers; i++) {
            var prefix = "soak-%s-%d-".formatted(Long.toHexString(seed), i);
            clients.add(new Writer(system, client, prefix, new Random(seed * 31 + i)));
        }
        try {
            var faults = disturbed(clients, length);
            system.target().clock().advance(RETRIED);
            var redriven = redrive();
            var wrong = settled(clients);
            var files = clients.stream().mapToInt(each -> stored(each).size()).sum();
            return new Result(
                    clients.stream().mapToInt(Writer::done).sum(),
                    clients.stream().mapToInt(Writer::failed).sum(),
                    faults,
                    redriven,
                    files,
                    wrong);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("the soak was interrupted", e);
        } finally {
            system.target().faults().clear();
            clients.stream().flatMap(each -> each.keys().stream()).forEach(system::remove);
            system.target().clock().reset();
        }
    }

    /** How many faults there were. */
    private int disturbed(List<Writer> clients, Duration length) throws InterruptedException {
        var end = System.nanoTime() + length.toNanos();
        var threads = Executors.newFixedThreadPool(clients.size());
        try {
            var work = new ArrayList<Future<?>>();
            for (var each : clients) {
                work.add(threads.submit(() -> {
                    while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                        each.act();
                    }
                }));
            }
            var faults = disturb(end);
            for (var each : work) {
                each.get(5, TimeUnit.MINUTES);
            }
            return faults;
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            var why = e.getCause() == null ? e : e.getCause();
            throw new HarnessException("a client could not go on: " + why.getMessage(), e);
        } finally {
            threads.shutdownNow();
            system.target().faults().clear();
        }
    }

    private int disturb(long end) throws InterruptedException {
        var random = new Random(seed);
        var begin = System.nanoTime();
        var count = 0;
        while (true) {
            var pause = Duration.ofMillis(1_000 + random.nextInt(4_000));
            if (System.nanoTime() + pause.toNanos() >= end) {
                Thread.sleep(Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
                return count;
            }
            Thread.sleep(pause.toMillis());
            var mishap = Mishap.any(system.environment(), random);
            var impossible = add(mishap);
            var time = (System.nanoTime() - begin) / 1e9;
            told.accept("%6.1f s  %s%s"
                    .formatted(
                            time,
                            mishap,
                            impossible.map(why -> ": not now, " + why).orElse("")));
            count += impossible.isPresent() ? 0 : 1;
        }
    }

    /** Why it cannot be now: an engine that is stopped cannot be stopped. */
    private Optional<String> add(Mishap mishap) {
        try {
            system.target().faults().add(mishap.kind(), mishap.options());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private int redrive() {
        var function = system.named("postgres-update");
        var redrive = new Redrive(system.target().aws(), function + "-dead-letter", function);
        var taken = 0;
        for (var i = 0; i < REDRIVES && redrive.waiting() > 0; i++) {
            taken += redrive.run().taken();
        }
        return taken;
    }

    /** What is wrong when nothing is under way any more. */
    private Map<String, String> settled(List<Writer> clients) throws InterruptedException {
        var end = System.nanoTime() + SETTLED.toNanos();
        while (true) {
            var wrong = wrong(clients);
            if (wrong.isEmpty() || System.nanoTime() > end) {
                return wrong;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private Map<String, String> wrong(List<Writer> clients) {
        var wrong = new TreeMap<String, String>();
        clients.forEach(each -> wrong.putAll(each.wrong(stored(each))));
        // The first of the two looks may fill the cache from which the second is answered.
        for (var from : List.of("past the cache", "from the cache")) {
            var seen = agreement.look();
            if (!seen.agrees()) {
                wrong.put(from, seen.toString());
            }
        }
        return wrong;
    }

    private Map<String, byte[]> stored(Writer writer) {
        var stored = new TreeMap<String, byte[]>();
        try (var s3 = system.target().aws().client(S3Client.builder())) {
            for (var key : writer.keys()) {
                try {
                    stored.put(
                            key,
                            s3.getObjectAsBytes(get ->
                                            get.bucket(system.named("storage")).key(key))
                                    .asByteArray());
                } catch (NoSuchKeyException e) {
                    // That is for the writer to judge.
                }
            }
        }
        return stored;
    }
}
