package sh.lfc.nv.harness.bench;

import sh.lfc.nv.harness.bench.report.Row;

/** Is told how a measurement is getting on. */
public interface Progress {

    /** What is being done now. */
    void doing(String what);

    /** What has come out. */
    void found(Row row);
}
