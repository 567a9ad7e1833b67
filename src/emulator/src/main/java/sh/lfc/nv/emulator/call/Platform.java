package sh.lfc.nv.emulator.call;

import java.nio.file.Path;
import sh.lfc.nv.emulator.realism.Delay;
import sh.lfc.nv.emulator.realism.Delays;
import sh.lfc.nv.emulator.time.EmulatorClock;
import sh.lfc.nv.emulator.time.Scheduler;

/**
 * What every service of one emulator shares.
 *
 * @param clock the time
 * @param scheduler work that is due later or runs beside a call
 * @param ids identifiers
 * @param data a folder of this emulator alone, deleted when it ends; a service makes its own folder in it
 * @param delays how long things take
 */
public record Platform(EmulatorClock clock, Scheduler scheduler, Ids ids, Path data, Delays delays) {

    /** Where nothing takes any time. */
    public Platform(EmulatorClock clock, Scheduler scheduler, Ids ids, Path data) {
        this(clock, scheduler, ids, data, Delays.NONE);
    }

    /** Does it at once where that takes no time, and else once the time has passed. */
    public void later(Delay delay, Runnable work) {
        if (delays.areNone()) {
            work.run();
        } else {
            after(delay, work);
        }
    }

    /** Runs the work once it has taken its time, in another thread. */
    public void after(Delay delay, Runnable work) {
        scheduler.after(delays.of(delay), work);
    }
}
