package sh.lfc.nv.harness.bench;

import sh.lfc.nv.harness.bench.report.Section;

/** One thing that is claimed and measured. */
public interface Measurement {

    /** By which it is asked for. */
    String name();

    /** Measures, in processes of its own, and leaves none behind. */
    Section measure(Setting setting) throws InterruptedException;
}
