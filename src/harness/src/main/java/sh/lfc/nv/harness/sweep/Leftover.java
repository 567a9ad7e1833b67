package sh.lfc.nv.harness.sweep;

/**
 * Something that is there.
 *
 * @param kind in words, such as {@code security group}
 * @param name its name, or its id where it has none
 * @param going whether it is being deleted already, so that there is nothing to do but to wait
 * @param removal takes it away, or begins to
 */
public record Leftover(String kind, String name, boolean going, Removal removal) {

    /** Takes something away. It may fail as long as something else needs it; it is then tried again. */
    @FunctionalInterface
    public interface Removal {
        void run();
    }

    static Leftover of(String kind, String name, Removal removal) {
        return new Leftover(kind, name, false, removal);
    }

    static Leftover of(String kind, String name, boolean going, Removal removal) {
        return new Leftover(kind, name, going, removal);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
