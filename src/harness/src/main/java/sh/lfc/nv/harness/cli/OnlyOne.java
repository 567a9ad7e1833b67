package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;

/** The right to do in a checkout what one process does at a time, such as to run its embedded AWS; lost with the process. */
final class OnlyOne implements AutoCloseable {
    private final FileChannel channel;

    private OnlyOne(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * The right to run the embedded AWS.
     *
     * @throws HarnessException when another process has it
     */
    static OnlyOne in(Checkout checkout) {
        return locked(
                checkout.kept().resolve("lock"),
                "another ./harness is just starting in this checkout: wait for it, or end it with ./harness down");
    }

    /**
     * The right to run what has a folder of its own among what the checkout keeps.
     *
     * @throws HarnessException when another process has it
     */
    static OnlyOne of(Checkout checkout, String target) {
        return locked(
                checkout.kept(target).resolve("lock"),
                "another ./harness up --target %s runs in this checkout: wait for it".formatted(target));
    }

    private static OnlyOne locked(Path file, String taken) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new HarnessException(taken);
            }
            return new OnlyOne(channel);
        } catch (IOException e) {
            throw new HarnessException("cannot lock %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new HarnessException("cannot give the lock back: " + e.getMessage(), e);
        }
    }
}
