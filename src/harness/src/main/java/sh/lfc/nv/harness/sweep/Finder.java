package sh.lfc.nv.harness.sweep;

import java.util.stream.Stream;

/** Knows some kinds of things. Answers in the order in which they go. */
interface Finder extends AutoCloseable {
    Stream<Leftover> find(Named named);

    @Override
    void close();
}
