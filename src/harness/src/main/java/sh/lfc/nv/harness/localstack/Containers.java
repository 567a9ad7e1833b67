package sh.lfc.nv.harness.localstack;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.RefusedException.Reason;

/** Containers for a run, which end with it or with its process: Testcontainers leaves a container that looks after that. */
final class Containers {
    /** What LocalStack takes to be allowed to start. */
    static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    private static final int PORT = 4566;
    private static final String SOCKET = "/var/run/docker.sock";
    private static final Duration READY = Duration.ofMinutes(3);
    private static final int LAST_WORDS = 200;

    /** How products are told; LocalStack's and Floci's documentation of their settings. */
    private static final List<String> NETWORK_OF_FUNCTIONS =
            List.of("LAMBDA_DOCKER_NETWORK", "FLOCI_SERVICES_LAMBDA_DOCKER_NETWORK");

    static {
        // What is wrong is told in a sentence; Testcontainers tells it in pages.
        System.setProperty("org.slf4j.simpleLogger.log.org.testcontainers", "off");
        System.setProperty("org.slf4j.simpleLogger.log.tc", "off");
    }

    private Containers() {}

    /** Whether there is something that runs containers. */
    static boolean hasEngine() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** @throws RefusedException when there is nothing that runs containers */
    static void requireEngine() {
        if (!hasEngine()) {
            throw new RefusedException(
                    Reason.NO_CONTAINER_ENGINE,
                    "no container engine answers: start Docker, let DOCKER_HOST lead to one, or name with --endpoint what"
                            + " runs already");
        }
    }

    /**
     * Starts LocalStack or a drop-in, where there is an engine, in a network of its own that its functions are in as well.
     *
     * @param token empty for none
     * @throws RefusedException when the image cannot be had
     */
    static Place start(String image, Optional<String> token) {
        var container = container(pulled(named(image))).withExposedPorts(PORT);
        var network = Network.NetworkImpl.builder().build();
        container.withNetwork(network);
        NETWORK_OF_FUNCTIONS.forEach(variable -> container.withEnv(variable, network.getName()));
        token.ifPresent(secret -> container.withEnv(TOKEN, secret));
        container.waitingFor(Wait.forHttp("/_localstack/health").forPort(PORT).withStartupTimeout(READY));
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            var words = lastWords(container);
            container.stop();
            network.close();
            throw new HarnessException(
                    "%s does not become ready; the last that it said is: %s".formatted(image, words), e);
        }
        return new Started(container, network);
    }

    /** The network that the functions of a place are in; empty where that is not known. */
    static Optional<Network> network(Place place) {
        return place instanceof Started started ? Optional.of(started.network()) : Optional.empty();
    }

    /** @throws RefusedException when it is the name of no image */
    static DockerImageName named(String image) {
        try {
            var name = DockerImageName.parse(image);
            name.assertValid();
            return name;
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.IMAGE, "%s is the name of no image".formatted(image), e);
        }
    }

    static DockerImageName pulled(DockerImageName image) {
        try {
            new RemoteDockerImage(image).get();
            return image;
        } catch (ContainerFetchException e) {
            throw new RefusedException(
                    Reason.IMAGE,
                    "the image %s cannot be pulled: %s"
                            .formatted(image, innermost(e).getMessage()),
                    e);
        }
    }

    private static Throwable innermost(Throwable e) {
        var at = e;
        while (at.getCause() != null && at.getCause().getMessage() != null) {
            at = at.getCause();
        }
        return at;
    }

    /** The module knows how LocalStack's own images begin; a drop-in needs no more than its port and the engine. */
    private static GenericContainer<?> container(DockerImageName image) {
        return image.getUnversionedPart().startsWith("localstack/")
                ? new LocalStackContainer(image.asCompatibleSubstituteFor("localstack/localstack"))
                : new GenericContainer<>(image).withCreateContainerCmdModifier(create -> create.getHostConfig()
                        .withBinds(com.github.dockerjava.api.model.Bind.parse(SOCKET + ":" + SOCKET)));
    }

    static String lastWords(GenericContainer<?> container) {
        var said = container.isCreated() ? container.getLogs().strip() : "nothing";
        return said.substring(Math.max(0, said.length() - LAST_WORDS)).replace('\n', ' ');
    }

    /** A container that was started for a run. */
    private record Started(GenericContainer<?> container, Network network) implements Place {
        @Override
        public URI endpoint() {
            return URI.create("http://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT)));
        }

        @Override
        public boolean isOwn() {
            return true;
        }

        @Override
        public void close() {
            container.stop();
            network.close();
        }
    }
}
