package sh.lfc.nv.harness.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.OwnerOnly;
import sh.lfc.nv.harness.deploy.StackTiming;

/**
 * What an {@code up} cost, kept for whoever wants to know afterwards. All times are in milliseconds.
 *
 * @param emulatorStart until the embedded AWS listened
 * @param apply from the begin of the first stack to the end of the last
 * @param smoke how long it took to try the service
 * @param stacks each stack
 */
public record UpTimes(long emulatorStart, long apply, long smoke, List<StackTimes> stacks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a stack cost.
     *
     * @param begun after the first stack began
     * @param init Terraform's initialisation
     * @param change plan and apply
     * @param emulator the part of it in which the embedded AWS was answering; calls at the same time count each
     * @param resources how many were changed
     */
    public record StackTimes(String stack, long begun, long init, long change, long emulator, int resources) {}

    public static UpTimes of(
            Duration emulatorStart,
            Duration apply,
            Duration smoke,
            List<StackTiming> timings,
            Map<String, Duration> emulator) {
        var stacks = timings.stream()
                .map(timing -> new StackTimes(
                        timing.stack(),
                        timing.begun().toMillis(),
                        timing.init().toMillis(),
                        timing.change().toMillis(),
                        emulator.getOrDefault(timing.stack(), Duration.ZERO).toMillis(),
                        timing.changes().add()
                                + timing.changes().change()
                                + timing.changes().remove()))
                .toList();
        return new UpTimes(emulatorStart.toMillis(), apply.toMillis(), smoke.toMillis(), stacks);
    }

    public void keep(Checkout checkout) {
        try {
            OwnerOnly.write(file(checkout), JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new HarnessException("cannot write %s: %s".formatted(file(checkout), e.getMessage()), e);
        }
    }

    /** Those of the last {@code up} of a checkout. */
    public static UpTimes ofLast(Checkout checkout) {
        try {
            return JSON.readValue(Files.readString(file(checkout)), UpTimes.class);
        } catch (JsonProcessingException e) {
            throw new HarnessException("%s is damaged: run ./harness up again".formatted(file(checkout)), e);
        } catch (IOException e) {
            throw new HarnessException("there are no times of an up: run ./harness up first", e);
        }
    }

    /** Those of the last {@code up} of a checkout, if there was one. */
    public static Optional<UpTimes> found(Checkout checkout) {
        return Files.isRegularFile(file(checkout)) ? Optional.of(ofLast(checkout)) : Optional.empty();
    }

    private static Path file(Checkout checkout) {
        return checkout.kept().resolve("up-times.json");
    }
}
