package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;

/** The right to run the embedded AWS of a checkout, which one process has at a time; lost with the process. */
final class OnlyOne implements AutoCloseable {
    private final FileChannel channel;

    private OnlyOne(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws HarnessException when another process has it */
    static OnlyOne in(Checkout checkout) {
        var file = checkout.kept().resolve("lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new HarnessException(
                        "another ./harness is just starting in this checkout: wait for it, or end it with"
                                + " ./harness down");
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
