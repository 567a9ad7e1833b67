package sh.lfc.nv.emulator.runtimes.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.Command;
import sh.lfc.nv.emulator.runtimes.EngineLog;
import sh.lfc.nv.emulator.runtimes.EngineProcess;
import sh.lfc.nv.emulator.runtimes.Folders;
import sh.lfc.nv.emulator.runtimes.Signal;

/**
 * One Redis server, primary or replica. It keeps its data in memory only. Safe for use by many threads.
 *
 * <p>The commands that ElastiCache does not offer ("Supported and restricted Redis OSS commands") are unknown to it.
 */
public final class RedisServer implements AutoCloseable {

    private static final Set<String> RESTRICTED =
            Set.of("bgrewriteaof", "bgsave", "config", "debug", "migrate", "replicaof", "save", "shutdown", "slaveof");

    private static final Set<String> PARAMETERS = Set.of(
            "activedefrag",
            "active-expire-effort",
            "hash-max-listpack-entries",
            "hash-max-listpack-value",
            "latency-tracking",
            "lazyfree-lazy-eviction",
            "lazyfree-lazy-expire",
            "lazyfree-lazy-server-del",
            "lazyfree-lazy-user-del",
            "lfu-decay-time",
            "lfu-log-factor",
            "list-compress-depth",
            "list-max-listpack-size",
            "maxmemory-policy",
            "maxmemory-samples",
            "notify-keyspace-events",
            "set-max-intset-entries",
            "slowlog-log-slower-than",
            "slowlog-max-len",
            "tcp-keepalive",
            "timeout",
            "tracking-table-max-keys",
            "zset-max-listpack-entries",
            "zset-max-listpack-value");

    /** Looks first and writes then: what is written while SCAN goes on may be seen twice. */
    private static final String GARBLE =
            """
            math.randomseed(tonumber(ARGV[2]))
            local cursor, keys, seen = '0', {}, {}
            repeat
              local page = redis.call('SCAN', cursor, 'MATCH', ARGV[1], 'COUNT', 1000)
              cursor = page[1]
              for _, key in ipairs(page[2]) do
                if not seen[key] then
                  seen[key] = true
                  keys[#keys + 1] = key
                end
              end
            until cursor == '0'
            table.sort(keys)
            for _, key in ipairs(keys) do
              local length = 32
              if redis.call('TYPE', key).ok == 'string' then
                length = math.max(16, redis.call('STRLEN', key))
              end
              local bytes = {}
              for i = 1, length do
                bytes[i] = string.char(math.random(0, 255))
              end
              redis.call('SET', key, table.concat(bytes), 'KEEPTTL')
            end
            return redis.status_reply(tostring(#keys))
            """;

    private final Path folder;
    private final EngineProcess process;
    private final String secret = UUID.randomUUID().toString().replace("-", "");
    private volatile RedisSettings settings;

    private RedisServer(RedisProgram program, ChildProcesses processes, Path folder, RedisSettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.process = new EngineProcess(
                processes,
                () -> Command.of(
                                "redis-" + this.settings.name(),
                                List.of(
                                        program.executable().toString(),
                                        folder.resolve("redis.conf").toString()))
                        .in(folder),
                line -> line.contains("Ready to accept connections"),
                new EngineLog(folder.resolve("redis.log")),
                () -> {});
    }

    /**
     * Makes a server and starts it.
     *
     * @param parent where its folder is made
     * @throws IOException with what the server said when it does not start
     */
    public static RedisServer start(RedisProgram program, ChildProcesses processes, Path parent, RedisSettings settings)
            throws IOException {
        Files.createDirectories(parent);
        Path folder = Files.createTempDirectory(parent, "redis-");
        RedisServer server = new RedisServer(program, processes, folder, settings);
        try {
            server.write();
            server.process.start();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Changes parameters, and whose replica it is, while it runs and keeps its data.
     *
     * @throws IOException when it refuses
     */
    public void configure(RedisSettings changed) throws IOException {
        List<List<String>> commands = new ArrayList<>();
        parametersOf(changed).forEach((name, value) -> commands.add(List.of(own("config"), "SET", name, value)));
        if (!changed.primary().equals(settings.primary())) {
            commands.add(changed.primary()
                    .map(primary -> List.of(
                            own("replicaof"),
                            primary.getAddress().getHostAddress(),
                            Integer.toString(primary.getPort())))
                    .orElse(List.of(own("replicaof"), "NO", "ONE")));
        }
        change(changed, commands);
    }

    /**
     * Changes the password that clients have to send; connections that are open stay open.
     *
     * @param password empty for none
     * @param keepOld whether clients may go on using those of before too
     * @throws IOException when it refuses
     */
    public void setPassword(Optional<String> password, boolean keepOld) throws IOException {
        String value = password.orElse("");
        change(
                settings.withPassword(password),
                List.of(
                        keepOld
                                ? List.of("ACL", "SETUSER", "default", ">" + value)
                                : List.of(own("config"), "SET", "requirepass", value),
                        List.of(own("config"), "SET", "masterauth", value)));
    }

    private void change(RedisSettings changed, List<List<String>> commands) throws IOException {
        RedisAdministration.send(settings, settings.password(), commands);
        settings = changed;
        write();
    }

    /** Stops the server, whose data are gone then. */
    public void stop() {
        process.stop(Signal.TERM);
    }

    /**
     * Starts it again, empty; a replica gets its primary's data.
     *
     * @throws IOException with what the server said when it does not start
     */
    public void start() throws IOException {
        process.start();
    }

    /**
     * Has the server stand still: connections stay, nothing answers.
     *
     * @throws IOException when it does not run
     */
    public void pause() throws IOException {
        process.pause();
    }

    /** Has it go on. */
    public void resume() {
        process.resume();
    }

    /**
     * Overwrites values with random bytes, each as long as the text that it was, which keeps its time to live.
     *
     * @param keys a pattern of the keys
     * @param seed for the same bytes again
     * @return how many values
     * @throws IOException when it refuses, or does not answer
     */
    public long garble(String keys, long seed) throws IOException {
        List<String> answers = RedisAdministration.send(
                settings, settings.password(), List.of(List.of("EVAL", GARBLE, "0", keys, Long.toString(seed))));
        return Long.parseLong(answers.get(0));
    }

    /**
     * What it has counted since it was started.
     *
     * @param connections of clients that are open
     */
    public record Statistics(long hits, long misses, long connections) {}

    /** @throws IOException when it does not answer */
    public Statistics statistics() throws IOException {
        if (process.isPaused()) {
            throw new IOException(settings.name() + " stands still");
        }
        String info = String.join(
                "\n",
                RedisAdministration.send(
                        settings, settings.password(), List.of(List.of("INFO", "stats"), List.of("INFO", "clients"))));
        // This one is a connection, too.
        return new Statistics(
                number(info, "keyspace_hits"), number(info, "keyspace_misses"), number(info, "connected_clients") - 1);
    }

    private static long number(String info, String name) throws IOException {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
                .findFirst()
                .orElseThrow(() -> new IOException("the server does not tell " + name));
    }

    /** The processor time that it has taken. */
    public Duration processorTime() {
        return process.processorTime();
    }

    /** The name under which the emulator itself can use a restricted command. */
    private String own(String command) {
        return secret + command;
    }

    private static Map<String, String> parametersOf(RedisSettings settings) {
        Map<String, String> known = new TreeMap<>(settings.parameters());
        known.keySet().retainAll(PARAMETERS);
        known.values().removeIf(String::isBlank);
        return known;
    }

    private void write() throws IOException {
        if (settings.certificate().isPresent()) {
            IssuedCertificate certificate = settings.certificate().get();
            secret("server.key", certificate.keyPem());
            secret("server.crt", certificate.chainPem());
            secret("ca.crt", certificate.issuersPem());
        }
        StringBuilder text = new StringBuilder();
        configuration().forEach((name, value) -> text.append(name)
                .append(' ')
                .append(value.isEmpty() ? "\"\"" : value)
                .append('\n'));
        RESTRICTED.forEach(name -> text.append("rename-command ")
                .append(name)
                .append(' ')
                .append(own(name))
                .append('\n'));
        secret("redis.conf", text.toString());
    }

    private Map<String, String> configuration() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("bind", settings.address().getHostAddress());
        boolean tls = settings.certificate().isPresent();
        all.put("port", tls ? "0" : Integer.toString(settings.port()));
        if (tls) {
            all.put("tls-port", Integer.toString(settings.port()));
            all.put("tls-cert-file", "server.crt");
            all.put("tls-key-file", "server.key");
            all.put("tls-ca-cert-file", "ca.crt");
            all.put("tls-auth-clients", "no");
            all.put("tls-replication", "yes");
            all.put("tls-protocols", "\"TLSv1.2 TLSv1.3\"");
        }
        settings.password().ifPresent(password -> {
            all.put("requirepass", quoted(password));
            all.put("masterauth", quoted(password));
        });
        settings.primary()
                .ifPresent(primary ->
                        all.put("replicaof", primary.getAddress().getHostAddress() + " " + primary.getPort()));
        all.put("protected-mode", "no");
        all.put("daemonize", "no");
        all.put("save", "");
        all.put("appendonly", "no");
        all.put("repl-diskless-sync-delay", "0");
        all.put("repl-diskless-load", "swapdb");
        all.put("maxmemory", Long.toString(settings.maxMemory()));
        all.put("maxmemory-policy", "volatile-lru");
        parametersOf(settings).forEach((name, value) -> all.put(name, quoted(value)));
        return all;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private void secret(String name, String content) throws IOException {
        Path draft = Files.createTempFile(folder, name, ".tmp"); // readable by its owner only
        Folders.permit(draft, "rw-------");
        Files.writeString(draft, content);
        Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    public RedisSettings settings() {
        return settings;
    }

    public boolean isRunning() {
        return process.isRunning();
    }

    /** The server's process number; -1 when it does not run. */
    public long pid() {
        return process.pid();
    }

    /** What the server wrote. */
    public Path log() {
        return folder.resolve("redis.log");
    }

    /** Ends the server and deletes its data. */
    @Override
    public void close() {
        process.stop(Signal.KILL);
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the data of " + settings.name(), e);
        }
    }
}
