package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** That anything has changed, in any account and region. Safe for use by many threads. */
final class Changes {

    private final AtomicLong revision = new AtomicLong();
    private final List<Runnable> told = new CopyOnWriteArrayList<>();

    void tell(Runnable listener) {
        told.add(listener);
    }

    long revision() {
        return revision.get();
    }

    void changed() {
        revision.incrementAndGet();
        told.forEach(Runnable::run);
    }
}
