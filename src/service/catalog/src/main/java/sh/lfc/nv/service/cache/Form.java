package sh.lfc.nv.service.cache;

/** How a value is written in the cache. */
public interface Form<T> {

    String write(T value);

    /** @throws RuntimeException when the text is not what {@link #write} writes */
    T read(String text);
}
