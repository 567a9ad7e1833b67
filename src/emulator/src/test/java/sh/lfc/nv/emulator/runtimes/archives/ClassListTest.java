package sh.lfc.nv.emulator.runtimes.archives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListTest {

    private static final String OWN = ClassListTest.class.getName();

    @TempDir
    Path folder;

    interface Shape {}

    static class Base implements Shape {}

    static class Derived extends Base implements Shape, Callable<Long> {
        // Constants of both sizes are in the class file.
        static final long LARGE = 0x1234_5678_9abcL;
        static final double FRACTION = 0.125;

        @Override
        public Long call() {
            Callable<Double> other = () -> FRACTION * Math.random();
            return LARGE + other.hashCode();
        }
    }

    @Test
    void classesOfOtherLoadersAreAddedWithTheirAncestorsAndTheirSource() throws IOException {
        write("java/lang/Object", "java/util/concurrent/Callable", "# a comment", "@lambda-proxy something");
        Path code = Files.createDirectories(folder.resolve("a folder"));
        copy(Shape.class, code);
        copy(Base.class, code);
        copy(Derived.class, code);
        String place = " source: file:" + code + "/";
        log(
                "java.lang.Object source: shared objects file",
                OWN + "$Shape" + place,
                OWN + "$Base" + place,
                OWN + "$Derived" + place,
                OWN + "$Derived$$Lambda/0x0000000800c03000" + place,
                "Missing" + place);

        String path = OWN.replace('.', '/');
        String source = " source: " + code + "/";
        assertThat(ClassList.of(list(), log()))
                .containsExactly(
                        "# a comment",
                        "java/lang/Object id: 1",
                        "java/util/concurrent/Callable id: 2",
                        path + "$Shape id: 3 super: 1" + source,
                        path + "$Base id: 4 super: 1 interfaces: 3" + source,
                        path + "$Derived id: 5 super: 4 interfaces: 3 2" + source,
                        "@lambda-proxy something");
    }

    @Test
    void classesInJarsAreReadThere() throws IOException {
        write("java/lang/Object");
        Path jar = folder.resolve("lib.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(file(Shape.class)));
            zip.write(bytes(Shape.class));
        }
        log(OWN + "$Shape source: file:" + jar);

        assertThat(ClassList.of(list(), log()))
                .contains(OWN.replace('.', '/') + "$Shape id: 2 super: 1 source: " + jar);
    }

    @Test
    void aClassWhoseAncestorIsNotListedIsLeftOut() throws IOException {
        write("java/lang/Object");
        copy(Base.class, folder);
        log(OWN + "$Base source: file:" + folder + "/");

        assertThat(ClassList.of(list(), log())).containsExactly("java/lang/Object id: 1");
    }

    @Test
    void aListThatIsCompleteByItselfStaysAsItIs() throws IOException {
        write("java/lang/Object id: 0", "Handler id: 1 super: 0 source: /code/");
        log("Other source: file:/code/");

        assertThat(ClassList.of(list(), log()))
                .containsExactly("java/lang/Object id: 0", "Handler id: 1 super: 0 source: /code/");
    }

    @Test
    void aLineThatIsBeingWrittenIsLeftOut() throws IOException {
        Files.writeString(list(), "java/lang/Object\njava/lang/Str");

        assertThat(ClassList.of(list(), log())).containsExactly("java/lang/Object");
    }

    private void write(String... lines) throws IOException {
        Files.writeString(list(), String.join("\n", lines) + "\n");
    }

    private void log(String... lines) throws IOException {
        Files.writeString(log(), String.join("\n", lines) + "\n");
    }

    private Path list() {
        return folder.resolve("list");
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static void copy(Class<?> type, Path to) throws IOException {
        Path target = to.resolve(file(type));
        Files.createDirectories(target.getParent());
        Files.write(target, bytes(type));
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getClassLoader().getResourceAsStream(file(type))) {
            return in.readAllBytes();
        }
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }
}
