package sh.lfc.nv.harness.bench.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.terraform.process.ProcessTree;

/** A server in a process of its own, which ends with everything that it started when this is closed. */
public class Server implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 30_000;
    private static final byte[] QUESTION =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final URI endpoint;
    private final Process process;

    Server(String name, URI endpoint, Process process) {
        this.name = name;
        this.endpoint = endpoint;
        this.process = process;
    }

    /** As it stands in reports. */
    public String name() {
        return name;
    }

    public URI endpoint() {
        return endpoint;
    }

    Process process() {
        return process;
    }

    /** Resident memory of the process and what it started, in bytes; empty where the system does not tell. */
    public OptionalLong resident() {
        return sum("VmRSS:");
    }

    /** The most that its resident memory ever was, in bytes; of this process alone. */
    public OptionalLong mostResident() {
        return status(process.toHandle(), "VmHWM:").map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private OptionalLong sum(String line) {
        var values = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(each -> status(each, line))
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .toArray();
        return values.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Arrays.stream(values).sum());
    }

    private static Optional<Long> status(ProcessHandle process, String begin) {
        var status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(begin))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A port that is free now. */
    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new HarnessException("there is no free port: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the server answers, whatever it does, looking often enough for a measurement of its start. Some listen
     * before they are ready for several clients.
     *
     * @return this
     * @throws HarnessException when it ends before, or does not in time
     */
    Server awaitAnswer(Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        try {
            awaitAnswer(end, longest);
            return this;
        } catch (HarnessException e) {
            close();
            throw e;
        }
    }

    private void awaitAnswer(long end, Duration longest) {
        while (!answers()) {
            if (!process.isAlive()) {
                throw new HarnessException("%s ended at once, with %d".formatted(name, process.exitValue()));
            }
            if (System.nanoTime() > end) {
                throw new HarnessException("%s does not answer after %d s".formatted(name, longest.toSeconds()));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(QUESTION);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        new ProcessTree(process.toHandle()).end(GRACE);
    }
}
