package sh.lfc.nv.emulator.runtimes.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;

/** With scripts in the place of Java: what is done when, not what the virtual machine makes of it. */
class ClassArchivesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MAKES_AN_ARCHIVE =
            "for option; do case $option in -XX:SharedArchiveFile=*) echo made > ${option#*=};; esac; done";

    @TempDir
    Path folder;

    private ChildProcesses processes;
    private volatile Duration idle = Duration.ZERO;

    @BeforeEach
    void open() throws IOException {
        processes = ChildProcesses.open(folder.resolve("journals"));
    }

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void oneStartIsRecordedTheOthersAtThatTimeArePlain() throws IOException {
        try (ClassArchives archives = archives(Duration.ZERO)) {
            Program program = program(MAKES_AN_ARCHIVE);

            assertThat(archives.start(program).options()).anyMatch(option -> option.contains("DumpLoadedClassList"));
            assertThat(archives.start(program).options()).isEmpty();
            assertThat(archives.pending()).isEqualTo(1);
        }
    }

    @Test
    void aStartThatDidNothingLeavesTheRecordingToTheNextOne() throws IOException {
        try (ClassArchives archives = archives(Duration.ZERO)) {
            Program program = program(MAKES_AN_ARCHIVE);

            archives.start(program).ended(1);

            assertThat(archives.start(program).options()).anyMatch(option -> option.contains("DumpLoadedClassList"));
        }
    }

    @Test
    void anArchiveIsMadeAfterTheFirstWorkAndUsedFromThenOn() throws IOException {
        try (ClassArchives archives = archives(Duration.ZERO)) {
            Program program = program(MAKES_AN_ARCHIVE);

            work(archives, program);

            assertThat(archives.start(program).options()).anyMatch(option -> option.contains("SharedArchiveFile"));
            assertThat(folder.resolve("scratch")).isEmptyDirectory();
        }
    }

    @Test
    void nothingIsMadeWhileThereIsOtherWorkToDo() throws IOException {
        try (ClassArchives archives = archives(Duration.ofMinutes(10))) {
            record(archives, program(MAKES_AN_ARCHIVE));
            assertThat(archives.pending()).isEqualTo(1);

            idle = Duration.ofHours(1);

            await().atMost(SOON).until(() -> archives.pending() == 0);
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void nothingIsMadeForWhatIsForgottenMeanwhile() throws IOException {
        try (ClassArchives archives = archives(Duration.ofMinutes(10))) {
            record(archives, program(MAKES_AN_ARCHIVE));

            archives.forget("owner");
            idle = Duration.ofHours(1);

            await().atMost(SOON).until(() -> archives.pending() == 0);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void whatCannotBeArchivedIsNotTriedAgain() throws IOException {
        try (ClassArchives archives = archives(Duration.ZERO)) {
            Program program = program("exit 1");

            work(archives, program);

            assertThat(archives.start(program).options()).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void anArchiveFromWhichAProgramCrashesIsGivenUp() throws IOException {
        try (ClassArchives archives = archives(Duration.ZERO)) {
            Program program = program(MAKES_AN_ARCHIVE);
            work(archives, program);

            archives.start(program).ended(134);

            assertThat(archives.start(program).options()).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void anEndAtTheEmulatorsWishIsNoCrash() throws IOException {
        try (ClassArchives archives = archives(Duration.ZERO)) {
            Program program = program(MAKES_AN_ARCHIVE);
            work(archives, program);

            archives.start(program).ended(137);

            assertThat(archives.start(program).options()).anyMatch(option -> option.contains("SharedArchiveFile"));
        }
    }

    @Test
    void whatIsBeingMadeEndsWithTheEmulatorAndLeavesNothingInUse() throws IOException {
        Path pid = folder.resolve("pid");
        ClassArchives archives = archives(Duration.ZERO);
        record(
                archives,
                program(MAKES_AN_ARCHIVE + "; echo $$ > " + pid + ".new; mv " + pid + ".new " + pid
                        + "; exec sleep 1000"));
        await().atMost(SOON).until(() -> Files.exists(pid));
        long process = Long.parseLong(Files.readString(pid).strip());

        archives.close();

        assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(files()).isEmpty();
    }

    private ClassArchives archives(Duration pause) {
        return new ClassArchives(
                new ClassArchives.Settings(Optional.of(folder.resolve("kept")), pause, Duration.ofMinutes(10)),
                folder.resolve("scratch"),
                processes,
                () -> idle);
    }

    private Program program(String script) throws IOException {
        Path java = folder.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return new Program("owner", new JavaHome(folder.resolve("jdk"), 25), List.of(), "x.jar", "code", "");
    }

    private static void work(ClassArchives archives, Program program) throws IOException {
        record(archives, program);
        await().atMost(SOON).until(() -> archives.pending() == 0);
    }

    /** Does what the virtual machine does that is started with these options. */
    private static void record(ClassArchives archives, Program program) throws IOException {
        ClassArchives.Start start = archives.start(program);
        String option = start.options().get(0);
        Files.writeString(Path.of(option.substring(option.indexOf('=') + 1)), "java/lang/Object id: 0\n");
        start.worked();
    }

    private List<Path> files() throws IOException {
        Path kept = folder.resolve("kept");
        if (!Files.exists(kept)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(kept)) {
            return files.toList();
        }
    }
}
