package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.runtimes.archives.ClassArchives;
import software.amazon.awssdk.core.SdkBytes;

/** Environments that start from archives of their function's classes; each tells in a file where its classes are from. */
class ArchivesOfFunctionsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String FROM_ARCHIVE = "shared objects file";

    @TempDir
    Path folder;

    private int round;

    @Test
    void theSecondEnvironmentStartsFromAnArchiveThatTheFirstOneMadePossible() throws IOException {
        try (LambdaAccount account = account(kept())) {
            create(account, "fn");
            String first = sourceOfHandler(account, "fn");
            awaitArchives(1);

            String second = sourceOfHandler(account, "fn");

            assertThat(first).startsWith("file:");
            assertThat(second).startsWith(FROM_ARCHIVE);
            assertThat(Files.getPosixFilePermissions(archivesFolder()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(account.log("fn")).noneMatch(line -> line.contains("warning"));
        }
    }

    @Test
    void theNextEmulatorFindsWhatTheOneBeforeArchived() throws IOException {
        try (LambdaAccount account = account(kept())) {
            create(account, "fn");
            sourceOfHandler(account, "fn");
            awaitArchives(1);
        }

        try (LambdaAccount account = account(kept())) {
            create(account, "other");

            assertThat(sourceOfHandler(account, "other")).startsWith(FROM_ARCHIVE);
        }
    }

    @Test
    void twoEmulatorsAtOnceShareArchivesAndDoNotDisturbEachOther() throws IOException {
        try (LambdaAccount one = account(kept());
                LambdaAccount other = account(kept())) {
            create(one, "fn");
            create(other, "fn");
            sourceOfHandler(one, "fn");
            sourceOfHandler(other, "fn");
            awaitArchives(1);

            assertThat(sourceOfHandler(one, "fn")).startsWith(FROM_ARCHIVE);
            assertThat(sourceOfHandler(other, "fn")).startsWith(FROM_ARCHIVE);
        }
    }

    @Test
    void aDamagedArchiveIsThrownAwayAndOnlySlows() throws IOException {
        try (LambdaAccount account = account(kept())) {
            create(account, "fn");
            sourceOfHandler(account, "fn");
            awaitArchives(1);
        }
        Path archive = archives().iterator().next();
        byte[] content = Files.readAllBytes(archive);
        content[content.length / 2] ^= 1;
        Files.write(archive, content);

        try (LambdaAccount account = account(kept())) {
            create(account, "fn");

            assertThat(sourceOfHandler(account, "fn")).startsWith("file:");
            awaitArchives(1);
            assertThat(sourceOfHandler(account, "fn")).startsWith(FROM_ARCHIVE);
        }
    }

    @Test
    void anArchiveThatTheVirtualMachineRefusesOnlySlows() throws IOException {
        try (LambdaAccount account = account(kept())) {
            create(account, "fn");
            sourceOfHandler(account, "fn");
            awaitArchives(1);
            Path archive = archives().iterator().next();
            byte[] content = "no archive".getBytes();
            CRC32C checksum = new CRC32C();
            checksum.update(content);
            String key = archive.getFileName().toString().split("\\.")[0];
            Files.write(archivesFolder().resolve("%s.%08x.jsa".formatted(key, checksum.getValue())), content);
            Files.delete(archive);

            assertThat(sourceOfHandler(account, "fn")).startsWith("file:");
            assertThat(account.log("fn")).noneMatch(line -> line.contains("warning"));
        }
    }

    @Test
    void newCodeGetsAnArchiveOfItsOwn() throws IOException {
        try (LambdaAccount account = account(kept())) {
            create(account, "fn");
            sourceOfHandler(account, "fn");
            awaitArchives(1);
            String changed = HandlerJar.HANDLER.replace("\"invocation \"", "\"again \"");
            account.lambda.updateFunctionCode(update ->
                    update.functionName("fn").zipFile(SdkBytes.fromByteArray(HandlerJar.of("Handler", changed))));
            account.awaitSettled("fn");

            assertThat(sourceOfHandler(account, "fn")).startsWith("file:");
            awaitArchives(2);
            assertThat(sourceOfHandler(account, "fn")).startsWith(FROM_ARCHIVE);
            assertThat(account.log("fn")).anyMatch(line -> line.contains("again 1"));
        }
    }

    @Test
    void anArchiveGoesWithTheLastFunctionForWhichItWasMade() throws IOException {
        try (LambdaAccount account = account(kept())) {
            create(account, "one");
            create(account, "other");
            sourceOfHandler(account, "one");
            sourceOfHandler(account, "other");
            awaitArchives(1);

            account.lambda.deleteFunction(delete -> delete.functionName("one"));
            assertThat(archives()).hasSize(1);
            account.lambda.deleteFunction(delete -> delete.functionName("other"));
            assertThat(archives()).isEmpty();
        }
    }

    @Test
    void nothingIsArchivedForWhoeverSharesClassesInAWayOfHisOwn() throws IOException {
        try (LambdaAccount account = account(kept())) {
            create(account, "fn", "-Xshare:off");

            sourceOfHandler(account, "fn");

            assertThat(sourceOfHandler(account, "fn")).startsWith("file:");
            assertThat(archives()).isEmpty();
        }
    }

    @Test
    void nothingIsArchivedWhereThatIsTurnedOff() throws IOException {
        try (LambdaAccount account = account(ClassArchives.Settings.OFF)) {
            create(account, "fn");

            sourceOfHandler(account, "fn");

            assertThat(sourceOfHandler(account, "fn")).startsWith("file:");
            assertThat(archives()).isEmpty();
        }
    }

    private ClassArchives.Settings kept() {
        return new ClassArchives.Settings(Optional.of(archivesFolder()), Duration.ZERO, Duration.ZERO);
    }

    private LambdaAccount account(ClassArchives.Settings settings) throws IOException {
        return new LambdaAccount(Emulator.builder().classArchives(settings));
    }

    private void create(LambdaAccount account, String name) throws IOException {
        create(account, name, "-Xss1m");
    }

    private void create(LambdaAccount account, String name, String option) throws IOException {
        Files.createDirectories(logs());
        account.create(name, function -> function.environment(env -> env.variables(options(option))));
    }

    private Map<String, String> options(String option) {
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                option + " -Xlog:class+load:file=" + logs().resolve("%p") + ":none",
                "ROUND",
                Integer.toString(round++));
    }

    /** Has a new environment of the function start, and answers from where it has its handler's class. */
    private String sourceOfHandler(LambdaAccount account, String name) throws IOException {
        Set<Path> before = files(logs(), "");
        String options = account.lambda
                .getFunctionConfiguration(get -> get.functionName(name))
                .environment()
                .variables()
                .get("JAVA_TOOL_OPTIONS");
        account.lambda.updateFunctionConfiguration(update -> update.functionName(name)
                .environment(env ->
                        env.variables(Map.of("JAVA_TOOL_OPTIONS", options, "ROUND", Integer.toString(round++)))));
        account.awaitSettled(name);

        assertThat(account.invoke(name, "{}").functionError()).isNull();

        Set<Path> after = files(logs(), "");
        after.removeAll(before);
        String prefix = "Handler source: ";
        return after.stream()
                .flatMap(file -> lines(file).stream())
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .collect(Collectors.joining(" and "));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void awaitArchives(int count) {
        await().atMost(SOON).until(() -> archives().size() == count);
    }

    private Set<Path> archives() throws IOException {
        return files(archivesFolder(), ".jsa");
    }

    private static Set<Path> files(Path folder, String suffix) throws IOException {
        if (!Files.exists(folder)) {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Path archivesFolder() {
        return folder.resolve("archives");
    }

    private Path logs() {
        return folder.resolve("logs");
    }
}
