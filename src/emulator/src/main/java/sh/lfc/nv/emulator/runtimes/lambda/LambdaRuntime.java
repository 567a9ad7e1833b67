package sh.lfc.nv.emulator.runtimes.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.archives.ClassArchives;

/**
 * Runs functions, each execution environment in a process of its own.
 *
 * <p>Environments are started when they are needed, used again for later invocations and ended when they have been idle
 * for a while, when the function changes or is deleted, and with the emulator. Safe for use by many threads.
 */
public final class LambdaRuntime implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LambdaRuntime.class);
    private static final DateTimeFormatter STREAM_DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final Duration SESSION = Duration.ofHours(1);
    private static final long POLL_MILLIS = 20;
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long END_SECONDS = 5;

    private final Platform platform;
    private final RuntimeSettings settings;
    private final RoleSessions roles;
    private final Mishaps mishaps;
    private final Supplier<URI> endpoint;
    private final Path folder;
    private final EnvironmentPool pool;
    private final ExecutionEnvironment.Shared shared;
    private final Thread poller;
    private final AtomicInteger working = new AtomicInteger();
    private volatile long lastWork = System.nanoTime();
    private volatile boolean closed;

    /** What the runtime needs of the emulator around it. */
    public record Surroundings(
            Supplier<URI> endpoint,
            Supplier<Path> authority,
            ChildProcesses processes,
            RoleSessions roles,
            NetworkView network,
            FunctionLogs logs,
            Mishaps mishaps,
            ClassArchives.Settings archives) {}

    public LambdaRuntime(Platform platform, RuntimeSettings settings, Surroundings surroundings) {
        this.platform = platform;
        this.settings = settings;
        this.roles = surroundings.roles();
        this.mishaps = surroundings.mishaps();
        this.endpoint = surroundings.endpoint();
        this.pool = new EnvironmentPool(settings);
        try {
            this.folder = ownFolder(platform.data().resolve("lambda-runtime"));
            this.shared = new ExecutionEnvironment.Shared(
                    new RuntimeApi(),
                    new RuntimeFiles(folder, surroundings.authority()),
                    surroundings.processes(),
                    surroundings.network(),
                    surroundings.logs(),
                    new ClassArchives(
                            surroundings.archives(), folder.resolve("classes"), surroundings.processes(), this::idle),
                    platform.clock());
        } catch (IOException e) {
            throw new UncheckedIOException("Lambda cannot start", e);
        }
        this.poller = new Thread(this::poll, "lambda-logs");
        poller.setDaemon(true);
        poller.start();
    }

    /** The environments' folders hold what functions wrote: nobody else may read them. */
    private static Path ownFolder(Path path) throws IOException {
        Path made = Files.createDirectories(path);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
        }
        return made;
    }

    /**
     * Runs an invocation to its end, be it an answer or an error of the function.
     *
     * @throws NoEnvironmentException when the function did not get to see the event
     */
    public Outcome invoke(FunctionSpec spec, Invocation invocation) throws NoEnvironmentException {
        working.incrementAndGet();
        try {
            ExecutionEnvironment environment = pool.acquire(spec, () -> start(spec));
            try {
                return environment.invoke(invocation, mishaps.invocation(spec).orElse(null));
            } finally {
                pool.release(environment);
            }
        } finally {
            lastWork = System.nanoTime();
            working.decrementAndGet();
        }
    }

    /** For how long no function has run. */
    private Duration idle() {
        return working.get() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastWork);
    }

    /** Makes what all environments share, so that the first invocation of all does not wait for it. */
    public void prepare() {
        try {
            shared.files().nativeClient();
            shared.files().trustStore();
        } catch (IOException e) {
            log.debug("what functions share cannot be made yet: {}", e.toString());
        }
    }

    private ExecutionEnvironment start(FunctionSpec spec) throws NoEnvironmentException {
        wait(mishaps.start(spec));
        Credential credential = roles.session(spec.role(), spec.name(), SESSION, spec.arn())
                .orElseThrow(() -> new NoEnvironmentException(
                        NoEnvironmentException.Reason.ROLE,
                        "The role defined for the function cannot be assumed by Lambda.",
                        null));
        String id = platform.ids().hex(32);
        Instant now = platform.clock().instant();
        String stream = STREAM_DAY.format(now) + "/[" + spec.version() + "]" + id;
        try {
            EnvironmentProcess files = new EnvironmentProcess(
                    spec, folder.resolve(id), shared.files(), shared.network(), shared.archives());
            ExecutionEnvironment environment =
                    new ExecutionEnvironment(spec, shared, files, stream, credential, reachable(endpoint.get()));
            log.debug("function={} version={} environment={} started", spec.name(), spec.version(), id);
            return environment;
        } catch (IOException e) {
            log.error("function={} cannot start an execution environment", spec.name(), e);
            throw new NoEnvironmentException(NoEnvironmentException.Reason.START, e.getMessage(), e);
        }
    }

    private static void wait(Duration time) throws NoEnvironmentException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoEnvironmentException(NoEnvironmentException.Reason.CLOSED, "interrupted", e);
        }
    }

    /** A listener on all addresses is reached on the loopback one. */
    private static URI reachable(URI endpoint) {
        return endpoint.getHost().equals("0.0.0.0") ? URI.create("http://127.0.0.1:" + endpoint.getPort()) : endpoint;
    }

    /** Ends the environments of a function, whatever they do; for a function that is deleted. */
    public void drop(String functionArn) {
        pool.drop(functionArn);
        shared.archives().forget(functionArn);
    }

    /** Ends the environments of a function that do nothing now. */
    public void endIdle(String functionArn) {
        pool.endIdle(functionArn);
    }

    /** The requests that a function works on at this moment. */
    public List<String> requests(String functionArn) {
        return pool.all().stream()
                .filter(environment -> environment.spec().arn().equals(functionArn))
                .flatMap(environment -> environment.request().stream())
                .toList();
    }

    /** For how many functions an archive of their classes is yet to come. */
    public int archivesToCome() {
        return shared.archives().pending();
    }

    /** How many environments there are, busy and idle. */
    public int environments() {
        return pool.all().size();
    }

    /**
     * Keeps the environments' pipes empty, and their logs up to date while an invocation lasts; ends those that have
     * been idle for long, in real time.
     */
    private void poll() {
        try {
            long swept = System.nanoTime();
            while (!closed) {
                if (System.nanoTime() - swept >= SWEEP_NANOS) {
                    pool.endIdle();
                    swept = System.nanoTime();
                }
                boolean much = false;
                for (ExecutionEnvironment environment : pool.all()) {
                    much |= environment.drain();
                }
                if (!much) {
                    Thread.sleep(POLL_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        poller.interrupt();
        List<ExecutionEnvironment> all = pool.close();
        all.forEach(ExecutionEnvironment::end);
        shared.api().close();
        shared.archives().close();
        try {
            CompletableFuture.allOf(all.stream().map(ExecutionEnvironment::gone).toArray(CompletableFuture[]::new))
                    .get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("not all functions' processes have ended: {}", e.toString());
        }
    }
}
