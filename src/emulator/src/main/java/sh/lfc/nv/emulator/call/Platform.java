package sh.lfc.nv.emulator.call;

import java.nio.file.Path;
import sh.lfc.nv.emulator.time.EmulatorClock;
import sh.lfc.nv.emulator.time.Scheduler;

/**
 * What every service of one emulator shares.
 *
 * @param clock the time
 * @param scheduler work that is due later or runs beside a call
 * @param ids identifiers
 * @param data a folder of this emulator alone, deleted when it ends; a service makes its own folder in it
 */
public record Platform(EmulatorClock clock, Scheduler scheduler, Ids ids, Path data) {}
