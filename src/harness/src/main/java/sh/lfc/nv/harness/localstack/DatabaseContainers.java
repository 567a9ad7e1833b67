package sh.lfc.nv.harness.localstack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.localstack.beside.DatabaseLogin;
import sh.lfc.nv.harness.localstack.beside.Databases;
import sh.lfc.nv.harness.localstack.beside.Engine;
import sh.lfc.nv.harness.localstack.beside.NoServer;
import sh.lfc.nv.harness.localstack.beside.Offer;
import sh.lfc.nv.harness.localstack.beside.Server;
import sh.lfc.nv.harness.sandbox.Sandbox;

/**
 * PostgreSQL and Redis in containers, which end with the run or with its process, as those of {@link Containers}.
 *
 * <p>Next to a LocalStack that was started for the run they are in its network, and functions find them by name. What runs
 * elsewhere has its functions in a network that nobody knows; they go through the port that the engine's host lends.
 */
final class DatabaseContainers implements Databases {
    private static final Duration READY = Duration.ofMinutes(2);

    /** How Docker Desktop calls itself, whose host is no address of a bridge but has a name. */
    private static final String DESKTOP = "Docker Desktop";

    private static final String DESKTOPS_HOST = "host.docker.internal";
    private static final String BRIDGE = "bridge";

    private final Checkout checkout;
    private final Place place;
    private final Sandbox.Report report;
    private final List<GenericContainer<?>> started = new CopyOnWriteArrayList<>();

    DatabaseContainers(Checkout checkout, Place place, Sandbox.Report report) {
        this.checkout = checkout;
        this.place = place;
        this.report = report;
    }

    @Override
    public Offer beside(Engine engine) {
        if (!Containers.hasEngine()) {
            return new NoServer(
                    "no container engine answers; start Docker, let DOCKER_HOST lead to one, or name with --%s what runs already"
                            .formatted(engine.key()));
        }
        var image = PinnedImages.of(checkout).of(engine);
        report.accept("Starting " + image);
        GenericContainer<?> container;
        try {
            container = container(engine, Containers.pulled(Containers.named(image)), DatabaseLogin.of(checkout));
        } catch (RefusedException e) {
            return new NoServer(e.getMessage());
        }
        var network = Containers.network(place);
        var name = "nv-demo-" + engine.key();
        network.ifPresent(shared -> container.withNetwork(shared).withNetworkAliases(name));
        start(container, image);
        return network.isPresent()
                ? new Server(name, engine.port())
                : new Server(host(), container.getMappedPort(engine.port()));
    }

    /** One that is not started. */
    static GenericContainer<?> container(Engine engine, DockerImageName image, DatabaseLogin login) {
        return switch (engine) {
            case POSTGRES -> postgres(image, login);
            case REDIS ->
                // Nothing in a cache is worth writing down.
                new GenericContainer<>(image)
                        .withExposedPorts(engine.port())
                        .withCommand("redis-server", "--save", "", "--appendonly", "no")
                        .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1)
                                .withStartupTimeout(READY));
        };
    }

    /** Functions insist on TLS and ask for no name; the image, of Debian, has a certificate of its own making. */
    private static GenericContainer<?> postgres(DockerImageName image, DatabaseLogin login) {
        return new PostgreSQLContainer(image.asCompatibleSubstituteFor("postgres"))
                .withUsername(login.username())
                .withPassword(login.password())
                .withDatabaseName(login.database())
                .withStartupTimeout(READY)
                .withCommand(
                        "postgres",
                        "-c",
                        "fsync=off",
                        "-c",
                        "ssl=on",
                        "-c",
                        "ssl_cert_file=/etc/ssl/certs/ssl-cert-snakeoil.pem",
                        "-c",
                        "ssl_key_file=/etc/ssl/private/ssl-cert-snakeoil.key");
    }

    private void start(GenericContainer<?> container, String image) {
        started.add(container);
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            throw new HarnessException(
                    "%s does not become ready; the last that it said is: %s"
                            .formatted(image, Containers.lastWords(container)),
                    e);
        }
    }

    private static String host() {
        var docker = DockerClientFactory.instance().client();
        var ranges = docker.inspectNetworkCmd()
                .withNetworkId(BRIDGE)
                .exec()
                .getIpam()
                .getConfig();
        return host(
                docker.infoCmd().exec().getOperatingSystem(),
                ranges.stream()
                        .flatMap(range -> Stream.ofNullable(range.getGateway()))
                        .toList());
    }

    /**
     * The engine's host, as containers find it in whatever network they are.
     *
     * @param engine how the engine calls what it runs on
     * @param gateways of its bridge network
     */
    static String host(String engine, List<String> gateways) {
        if (DESKTOP.equals(engine)) {
            return DESKTOPS_HOST;
        }
        return gateways.stream()
                .findFirst()
                .orElseThrow(() -> new HarnessException(
                        "the container engine does not say at which address containers find its host: start the databases"
                                + " yourself and name them with --postgres and --redis"));
    }

    @Override
    public void close() {
        started.forEach(GenericContainer::stop);
    }
}
