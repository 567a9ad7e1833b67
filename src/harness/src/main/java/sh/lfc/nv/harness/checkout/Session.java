package sh.lfc.nv.harness.checkout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import sh.lfc.nv.harness.HarnessException;

/**
 * An embedded AWS that runs in some process of this machine, as a file of the checkout tells other processes.
 *
 * @param pid the process
 * @param startedAt when the process started, in milliseconds since 1970: tells it from a later one with the same id
 * @param endpoint where AWS's APIs answer
 * @param caCertificate what clients of its HTTPS domains have to trust, a PEM file
 * @param phase how far it is
 * @param url where the service answers, or null when it was not deployed
 */
public record Session(long pid, long startedAt, String endpoint, String caCertificate, Phase phase, String url) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How far a session is. */
    public enum Phase {
        /** AWS answers, the stacks are being applied. */
        APPLYING,
        /** The stacks stand, and the system did what it should. */
        READY
    }

    /** A session of this process. */
    public static Session ofThisProcess(String endpoint, Path caCertificate, Phase phase) {
        var self = ProcessHandle.current();
        return new Session(self.pid(), startOf(self), endpoint, caCertificate.toString(), phase, null);
    }

    /** The same session, with its stacks applied. */
    public Session ready(Optional<URI> service) {
        return new Session(
                pid,
                startedAt,
                endpoint,
                caCertificate,
                Phase.READY,
                service.map(URI::toString).orElse(null));
    }

    /** Where the service answers, once it was deployed. */
    public Optional<URI> service() {
        return Optional.ofNullable(url).map(URI::create);
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> startOf(process) == startedAt);
    }

    /** The session of a checkout; empty when none runs, also when one ended without saying so. */
    public static Optional<Session> running(Checkout checkout) {
        return recorded(checkout).filter(session -> session.process().isPresent());
    }

    public void record(Checkout checkout) {
        try {
            OwnerOnly.write(file(checkout), JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new HarnessException("cannot write %s: %s".formatted(file(checkout), e.getMessage()), e);
        }
    }

    /** Takes the record away, if it is still this process's. */
    public void forget(Checkout checkout) {
        try {
            if (recorded(checkout)
                    .filter(other -> other.pid == pid && other.startedAt == startedAt)
                    .isPresent()) {
                Files.deleteIfExists(file(checkout));
            }
        } catch (IOException e) {
            throw new HarnessException("cannot delete %s: %s".formatted(file(checkout), e.getMessage()), e);
        }
    }

    private static Optional<Session> recorded(Checkout checkout) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file(checkout)), Session.class));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(file(checkout), e.getMessage()), e);
        }
    }

    private static Path file(Checkout checkout) {
        return checkout.kept().resolve("session.json");
    }

    private static long startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }
}
