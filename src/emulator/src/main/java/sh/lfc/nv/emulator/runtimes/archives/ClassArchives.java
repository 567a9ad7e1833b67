package sh.lfc.nv.emulator.runtimes.archives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.runtimes.ChildProcess;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.Command;
import sh.lfc.nv.emulator.runtimes.Folders;

/**
 * Has programs start from archives of their classes. The first start of a program tells which classes it loads; when it
 * has done some work and nothing else is to be done, a process of low priority makes an archive of them, without running
 * anything of the program; later starts map it. Where there is none, or one that does not fit, all is slower and works.
 *
 * <p>Safe for use by many threads.
 */
public final class ClassArchives implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ClassArchives.class);

    private static final String DUMP_HEAP = "-Xmx512m";
    private static final long SPACE = 200;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final long END_SECONDS = 5;
    private static final int FIRST_WITH_AOT = 24;
    /** 128 and the signals with which the kernel ends what is broken: ILL, ABRT, BUS, FPE, SEGV. */
    private static final Set<Integer> CRASHES = Set.of(132, 134, 135, 136, 139);

    /**
     * How archives are made.
     *
     * @param kept where they are, for this emulator and later ones; none are made or used without
     * @param pause how long nothing else must have been done before one is made
     * @param patience how long such a pause is waited for
     */
    public record Settings(Optional<Path> kept, Duration pause, Duration patience) {

        /** Without archives. */
        public static final Settings OFF = new Settings(Optional.empty(), Duration.ZERO, Duration.ZERO);

        public static Settings keptIn(Path folder) {
            return new Settings(Optional.of(folder), Duration.ofSeconds(2), Duration.ofSeconds(30));
        }
    }

    /** One start of a program. */
    public interface Start {

        /** What the virtual machine is started with, beside what it would be anyway. */
        List<String> options();

        /** The program has done something of what it is for: most of its classes are loaded. */
        void worked();

        /** The program has ended, with this exit code. */
        void ended(int status);
    }

    /** As it would be without archives. */
    private static final Start PLAIN = new Start() {
        @Override
        public List<String> options() {
            return List.of();
        }

        @Override
        public void worked() {
            // It makes no difference.
        }

        @Override
        public void ended(int status) {
            // It makes no difference.
        }
    };

    private final Settings settings;
    private final ArchiveFolder folder;
    private final Path scratch;
    private final ChildProcesses processes;
    private final Supplier<Duration> idle;
    private final ExecutorService builder;
    private final Map<String, String> current = new HashMap<>();
    private final Map<String, Set<String>> used = new HashMap<>();
    private final Set<String> recorded = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final Set<String> hopeless = new HashSet<>();

    /**
     * @param scratch for files that are needed for a while
     * @param idle for how long nothing has been done that an archive in the making could slow
     */
    public ClassArchives(Settings settings, Path scratch, ChildProcesses processes, Supplier<Duration> idle) {
        this.settings = settings;
        this.folder = settings.kept().map(ArchiveFolder::new).orElse(null);
        this.scratch = scratch;
        this.processes = processes;
        this.idle = idle;
        this.builder = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "class-archives");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is to be known for one start of a program. */
    public synchronized Start start(Program program) {
        if (folder == null || !program.suited()) {
            return PLAIN;
        }
        String key = program.key();
        current.put(program.owner(), key);
        used.computeIfAbsent(program.owner(), owner -> new HashSet<>()).add(key);
        if (hopeless.contains(key)) {
            return PLAIN;
        }
        Optional<Path> archive = folder.find(key);
        if (archive.isPresent()) {
            return new Mapped(key, archive.get(), program.java());
        }
        if (!recorded.add(key)) {
            return PLAIN;
        }
        try {
            return new Recording(key, program, Files.createDirectories(scratch.resolve(key)));
        } catch (IOException e) {
            recorded.remove(key);
            log.debug("the classes of owner={} cannot be recorded: {}", program.owner(), e.toString());
            return PLAIN;
        }
    }

    /** A start from an archive. */
    private final class Mapped implements Start {

        private final String key;
        private final Path archive;
        private final JavaHome java;
        private volatile boolean worked;

        Mapped(String key, Path archive, JavaHome java) {
            this.key = key;
            this.archive = archive;
            this.java = java;
        }

        @Override
        public List<String> options() {
            List<String> options = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off"));
            if (java.feature() >= FIRST_WITH_AOT) {
                options.add("-Xlog:aot*=off");
            }
            return options;
        }

        @Override
        public void worked() {
            worked = true;
        }

        @Override
        public void ended(int status) {
            if (!worked && CRASHES.contains(status)) {
                log.warn(
                        "what began from an archive of classes crashed, and begins without from now on status={}",
                        status);
                giveUp(key);
                folder.remove(key);
            }
        }
    }

    /** A start that tells which classes are loaded. */
    private final class Recording implements Start {

        private final String key;
        private final Program program;
        private final Path own;
        private boolean worked;

        Recording(String key, Program program, Path own) {
            this.key = key;
            this.program = program;
            this.own = own;
        }

        private Path list() {
            return own.resolve("list");
        }

        private Path log() {
            return own.resolve("log");
        }

        @Override
        public List<String> options() {
            return ClassList.recording(program.java(), list(), log());
        }

        @Override
        public synchronized void worked() {
            if (worked) {
                return;
            }
            worked = true;
            try {
                builder.execute(() -> build(this));
            } catch (RejectedExecutionException e) {
                log.debug("no archive for owner={}: the emulator is closed", program.owner());
            }
        }

        @Override
        public synchronized void ended(int status) {
            if (!worked) {
                worked = true;
                discard();
            }
        }

        private void discard() {
            try {
                Folders.delete(own);
            } catch (IOException e) {
                log.debug("left behind folder={} reason={}", own, e.toString());
            }
            synchronized (ClassArchives.this) {
                recorded.remove(key);
            }
        }
    }

    private void build(Recording recording) {
        String key = recording.key;
        Path draft = null;
        try {
            awaitPause();
            if (!wanted(key) || folder.find(key).isPresent()) {
                return;
            }
            draft = folder.draft(key);
            Folders.requireSpace(draft.getParent(), SPACE, "archives of classes");
            Path list = recording.own.resolve("whole-list");
            Files.write(list, ClassList.of(recording.list(), recording.log()));
            long begin = System.nanoTime();
            if (dump(recording.program, list, draft) && Files.exists(draft)) {
                keep(key, draft);
                log.debug(
                        "archived classes owner={} millis={}",
                        recording.program.owner(),
                        (System.nanoTime() - begin) / 1_000_000);
            } else {
                giveUp(key);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            log.debug("no archive for owner={}: {}", recording.program.owner(), e.toString());
            giveUp(key);
        } finally {
            delete(draft);
            recording.discard();
        }
    }

    private void awaitPause() throws InterruptedException {
        long begin = System.nanoTime();
        while (idle.get().compareTo(settings.pause()) < 0
                && System.nanoTime() - begin < settings.patience().toNanos()) {
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    /** Has a virtual machine make the archive: it reads and verifies classes, and runs none of them. */
    private boolean dump(Program program, Path list, Path draft) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                "nice",
                "-n",
                "19",
                program.java().java().toString(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + draft,
                "-Xlog:disable",
                DUMP_HEAP));
        line.addAll(program.options());
        line.addAll(List.of("-cp", program.classPath()));
        ChildProcess process =
                processes.start(Command.of("class-archive", line), text -> log.debug("making an archive: {}", text));
        try {
            int status = process.onExit().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            if (status != 0) {
                log.debug("no archive for owner={}: status={}", program.owner(), status);
            }
            return status == 0;
        } catch (ExecutionException | TimeoutException e) {
            log.debug("no archive for owner={}: {}", program.owner(), e.toString());
            return false;
        } finally {
            process.kill();
        }
    }

    private synchronized void keep(String key, Path draft) throws IOException {
        if (wanted(key) && folder.find(key).isEmpty()) {
            folder.add(key, draft);
            made.add(key);
        }
    }

    private synchronized boolean wanted(String key) {
        return current.containsValue(key);
    }

    private synchronized void giveUp(String key) {
        hopeless.add(key);
    }

    /** How many programs are being recorded, or wait for their archive. */
    public synchronized int pending() {
        return recorded.size();
    }

    /**
     * Forgets those who run programs, and the archives that were made here for nobody else.
     *
     * @param owner an owner, or what stands before a colon in the names of several
     */
    public synchronized void forget(String owner) {
        if (folder == null) {
            return;
        }
        Predicate<String> goes = name -> name.equals(owner) || name.startsWith(owner + ":");
        current.keySet().removeIf(goes);
        used.keySet().removeIf(goes);
        Set<String> unwanted = new HashSet<>(made);
        used.values().forEach(unwanted::removeAll);
        unwanted.forEach(folder::remove);
        made.removeAll(unwanted);
    }

    private static void delete(Path draft) {
        try {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            log.debug("left behind file={} reason={}", draft, e.toString());
        }
    }

    /** Ends what is being made. */
    @Override
    public void close() {
        builder.shutdownNow();
        try {
            builder.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            Folders.delete(scratch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.debug("left behind folder={} reason={}", scratch, e.toString());
        }
    }
}
