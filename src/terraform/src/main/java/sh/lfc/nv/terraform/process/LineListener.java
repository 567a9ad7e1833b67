package sh.lfc.nv.terraform.process;

/** Sees each line that a process writes, while it runs. Called by one thread at a time per stream. */
@FunctionalInterface
public interface LineListener {
    LineListener NONE = (stream, line) -> {};

    void line(Stream stream, String line);

    /** Where the line came from. */
    enum Stream {
        OUTPUT,
        ERROR
    }
}
