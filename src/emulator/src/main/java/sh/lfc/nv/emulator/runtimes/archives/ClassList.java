package sh.lfc.nv.emulator.runtimes.archives;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The list of classes that an archive is made from, in the virtual machine's own form.
 *
 * <p>A virtual machine writes it while it runs. Old ones leave out what other loaders than their own have loaded, as is
 * all code of a function, though they can archive it: for these the log of loaded classes tells what is missing, and the
 * class files themselves what the list has to say of it.
 */
final class ClassList {

    private static final String SOURCE = " source: ";

    /** From this version on the list is complete by itself. */
    private static final int FIRST_COMPLETE = 21;

    private ClassList() {}

    /** The options that have a program tell which classes it loads. */
    static List<String> recording(JavaHome java, Path list, Path log) {
        String dump = "-XX:DumpLoadedClassList=" + list;
        return java.feature() >= FIRST_COMPLETE
                ? List.of(dump)
                : List.of(dump, "-Xlog:class+load:file=" + log + ":none");
    }

    /**
     * The finished list.
     *
     * @param list as the virtual machine has written it so far; it may write on
     * @param log of loaded classes, which need not exist
     */
    static List<String> of(Path list, Path log) throws IOException {
        List<String> recorded = wholeLines(list);
        if (!Files.exists(log) || recorded.stream().anyMatch(line -> line.contains(" id: "))) {
            return recorded;
        }
        return completed(recorded, wholeLines(log));
    }

    /** What is written at this moment may end in the middle of a line. */
    private static List<String> wholeLines(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static List<String> completed(List<String> recorded, List<String> log) {
        Map<String, Integer> ids = new HashMap<>();
        List<String> head = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        List<String> tail = new ArrayList<>();
        for (String line : recorded) {
            if (line.startsWith("#")) {
                head.add(line);
            } else if (line.startsWith("@")) {
                tail.add(line);
            } else if (!line.isBlank()) {
                String name = line.split(" ", 2)[0];
                ids.put(name, ids.size() + 1);
                classes.add(name + " id: " + ids.get(name));
            }
        }
        try (Sources sources = new Sources()) {
            for (String line : log) {
                entry(line, ids, sources).ifPresent(classes::add);
            }
        }
        head.addAll(classes);
        head.addAll(tail);
        return head;
    }

    /** The line of a class that is missing and whose ancestors are known. */
    private static Optional<String> entry(String line, Map<String, Integer> ids, Sources sources) {
        int at = line.indexOf(SOURCE);
        // A name with a slash is one that was made up at run time.
        if (at < 0 || line.substring(0, at).contains("/") || !line.startsWith("file:", at + SOURCE.length())) {
            return Optional.empty();
        }
        String name = line.substring(0, at).replace('.', '/');
        String place = line.substring(at + SOURCE.length());
        if (ids.containsKey(name)) {
            return Optional.empty();
        }
        Path source = Path.of(URI.create(place.replace(" ", "%20")));
        return sources.head(source, name)
                .filter(head -> ids.containsKey(head.parent())
                        && head.interfaces().stream().allMatch(ids::containsKey))
                .map(head -> {
                    ids.put(name, ids.size() + 1);
                    String interfaces = head.interfaces().isEmpty()
                            ? ""
                            : head.interfaces().stream()
                                    .map(each -> ids.get(each).toString())
                                    .collect(Collectors.joining(" ", " interfaces: ", ""));
                    return name + " id: " + ids.get(name) + " super: " + ids.get(head.parent()) + interfaces + SOURCE
                            + source + (Files.isDirectory(source) ? "/" : "");
                });
    }

    /** Folders and jars with class files. */
    private static final class Sources implements AutoCloseable {

        private final Map<Path, Optional<ZipFile>> jars = new HashMap<>();

        Optional<ClassHead> head(Path source, String name) {
            try {
                Optional<byte[]> bytes = bytes(source, name + ".class");
                return bytes.isEmpty() ? Optional.empty() : Optional.of(ClassHead.read(bytes.get()));
            } catch (IOException e) {
                return Optional.empty(); // the class is not archived, and loaded as ever
            }
        }

        private Optional<byte[]> bytes(Path source, String file) throws IOException {
            if (Files.isDirectory(source)) {
                try {
                    return Optional.of(Files.readAllBytes(source.resolve(file)));
                } catch (NoSuchFileException e) {
                    return Optional.empty();
                }
            }
            Optional<ZipFile> jar = jars.computeIfAbsent(source, Sources::open);
            ZipEntry entry = jar.map(zip -> zip.getEntry(file)).orElse(null);
            return entry == null
                    ? Optional.empty()
                    : Optional.of(jar.get().getInputStream(entry).readAllBytes());
        }

        private static Optional<ZipFile> open(Path jar) {
            try {
                return Optional.of(new ZipFile(jar.toFile()));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            jars.values().forEach(jar -> jar.ifPresent(Sources::closeQuietly));
        }

        private static void closeQuietly(ZipFile jar) {
            try {
                jar.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
