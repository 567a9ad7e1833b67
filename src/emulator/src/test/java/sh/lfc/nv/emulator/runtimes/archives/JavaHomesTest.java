package sh.lfc.nv.emulator.runtimes.archives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaHomesTest {

    @TempDir
    Path folder;

    private final JavaHome own = new JavaHome(Path.of("own"), 17);

    @Test
    void theEmulatorsOwnIsUsedAsLongAsItIsNewEnough() throws IOException {
        install("25", "25.0.3");

        assertThat(homes().atLeast(17)).isEqualTo(own);
        assertThat(homes().atLeast(11)).isEqualTo(own);
        assertThat(homes().atLeast(0)).isEqualTo(own);
    }

    @Test
    void theOldestThatIsNewEnoughIsUsedForWhatNeedsANewerOne() throws IOException {
        install("b", "25.0.3");
        install("a", "21.0.1");
        install("mac.jdk/Contents/Home", "23");

        assertThat(homes().atLeast(21).feature()).isEqualTo(21);
        assertThat(homes().atLeast(22).folder()).isEqualTo(folder.resolve("mac.jdk/Contents/Home"));
        assertThat(homes().atLeast(24).folder()).isEqualTo(folder.resolve("b"));
    }

    @Test
    void whereThereIsNoneTheEmulatorsOwnHasToDo() throws IOException {
        install("old", "1.8.0_402");
        Files.createDirectories(folder.resolve("empty"));

        assertThat(homes().atLeast(25)).isEqualTo(own);
    }

    @Test
    void oneThatTheEnvironmentNamesIsUsedWhereverItIs() throws IOException {
        install("elsewhere/jdk", "25");

        JavaHomes told = new JavaHomes(own, List.of(folder.resolve("elsewhere/jdk")), List.of());

        assertThat(told.atLeast(25).feature()).isEqualTo(25);
    }

    private JavaHomes homes() {
        return new JavaHomes(own, List.of(), List.of(folder, folder.resolve("missing")));
    }

    private void install(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(
                home.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    }
}
