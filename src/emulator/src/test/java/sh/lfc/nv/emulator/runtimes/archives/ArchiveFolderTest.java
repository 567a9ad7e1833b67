package sh.lfc.nv.emulator.runtimes.archives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFolderTest {

    @TempDir
    Path folder;

    @Test
    void anArchiveIsFoundByItsKeyAndIsItsOwnersAlone() throws IOException {
        ArchiveFolder archives = new ArchiveFolder(folder.resolve("own"));

        add(archives, "one", "content");

        Path found = archives.find("one").orElseThrow();
        assertThat(found).hasContent("content");
        assertThat(archives.find("on")).isEmpty();
        assertThat(Files.getPosixFilePermissions(found)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("own")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aDamagedOrShortenedOneIsThrownAway() throws IOException {
        add(new ArchiveFolder(folder), "damaged", "content");
        add(new ArchiveFolder(folder), "short", "content");
        Files.writeString(only("damaged"), "cOntent");
        Files.writeString(only("short"), "cont");

        ArchiveFolder archives = new ArchiveFolder(folder);

        assertThat(archives.find("damaged")).isEmpty();
        assertThat(archives.find("short")).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsInTheMakingIsNotFound() throws IOException {
        ArchiveFolder archives = new ArchiveFolder(folder);

        Files.writeString(archives.draft("one"), "half");

        assertThat(archives.find("one")).isEmpty();
    }

    @Test
    void thoseUsedLongestAgoGoWhenThereAreTooMany() throws IOException {
        ArchiveFolder archives = new ArchiveFolder(folder, 2, 1000);
        add(archives, "one", "1");
        add(archives, "two", "2");
        age("one", 2);
        age("two", 1);
        archives.find("one");

        add(archives, "three", "3");

        assertThat(archives.find("one")).isPresent();
        assertThat(archives.find("two")).isEmpty();
        assertThat(archives.find("three")).isPresent();
    }

    @Test
    void thoseUsedLongestAgoGoWhenTheyAreTooLargeButNotTheNewestOne() throws IOException {
        ArchiveFolder archives = new ArchiveFolder(folder, 10, 10);
        add(archives, "one", "12345678");
        age("one", 1);

        add(archives, "two", "12345678901234");

        assertThat(archives.find("one")).isEmpty();
        assertThat(archives.find("two")).isPresent();
    }

    @Test
    void draftsThatSomebodyGaveUpAreRemoved() throws IOException {
        ArchiveFolder archives = new ArchiveFolder(folder);
        Path left = Files.writeString(archives.draft("one"), "half");
        Path young = Files.writeString(archives.draft("one"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        add(archives, "two", "2");

        assertThat(left).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void whatIsRemovedIsGone() throws IOException {
        ArchiveFolder archives = new ArchiveFolder(folder);
        add(archives, "one", "1");

        archives.remove("one");

        assertThat(archives.find("one")).isEmpty();
    }

    private static void add(ArchiveFolder archives, String key, String content) throws IOException {
        archives.add(key, Files.writeString(archives.draft(key), content));
    }

    private void age(String key, int days) throws IOException {
        Files.setLastModifiedTime(only(key), FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    private Path only(String key) throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().startsWith(key))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
