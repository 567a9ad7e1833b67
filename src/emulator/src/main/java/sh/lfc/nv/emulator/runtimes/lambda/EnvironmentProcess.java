package sh.lfc.nv.emulator.runtimes.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.runtimes.ChildProcess;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.Command;
import sh.lfc.nv.emulator.runtimes.Signal;
import sh.lfc.nv.emulator.runtimes.archives.ClassArchives;
import sh.lfc.nv.emulator.runtimes.archives.JavaHome;
import sh.lfc.nv.emulator.runtimes.archives.Program;

/**
 * The operating system's side of an execution environment: its folder, command line and variables.
 *
 * <p>Nothing of the emulator's own environment reaches the process, and secrets stand in its variables only, which
 * nobody but its user can read.
 */
final class EnvironmentProcess {

    /** A heap of this share of a function's memory leaves room for what a JVM needs beside it. */
    private static final int HEAP_PERCENT = 85;

    private static final long MEGABYTE = 1024 * 1024;

    private static final int FIRST_JAVA_WITH_NATIVE_ACCESS = 22;

    /** Variables from which a virtual machine takes options beside those of its command line. */
    private static final List<String> JAVA_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final FunctionSpec spec;
    private final Path folder;
    private final RuntimeFiles files;
    private final NetworkView network;
    private final NetworkView.WaysOut waysOut;
    private final JavaHome java;
    private final ClassArchives.Start classes;
    private long namesRevision = -1;

    EnvironmentProcess(FunctionSpec spec, Path folder, RuntimeFiles files, NetworkView network, ClassArchives archives)
            throws IOException {
        this.spec = spec;
        this.folder = folder;
        this.files = files;
        this.network = network;
        this.waysOut = network.waysOut(spec);
        Files.createDirectories(scratch());
        this.java = files.java(spec.runtime());
        refreshNames();
        this.classes = archives.start(program());
    }

    /** What an archive of the function's classes depends on. */
    private Program program() {
        return new Program(
                spec.key(),
                java,
                machine(),
                files.classPath(),
                spec.code() + " " + spec.handler(),
                JAVA_OPTIONS.stream()
                        .map(name -> spec.environment().getOrDefault(name, ""))
                        .collect(Collectors.joining(" "))
                        .strip());
    }

    /** How the archive of the function's classes is used or comes to be. */
    ClassArchives.Start classes() {
        return classes;
    }

    /** Starts the process; its output is one stream. */
    ChildProcess start(ChildProcesses processes, Map<String, String> environment) throws IOException {
        return processes.start(Command.of("lambda " + spec.name(), command())
                .in(spec.taskRoot())
                .with(environment)
                .endedBy(Signal.KILL, Signal.KILL));
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java.java().toString());
        command.add("-Xmx" + Math.max(16, spec.memorySize() * HEAP_PERCENT / 100) + "m");
        command.add("-XX:-UsePerfData");
        command.addAll(machine());
        command.addAll(classes.options());
        property(command, "file.encoding", "UTF-8");
        property(command, "sun.jnu.encoding", "UTF-8");
        property(command, "java.io.tmpdir", scratch().toString());
        property(command, "jdk.net.hosts.file", hosts().toString());
        property(command, "sun.net.inetaddr.ttl", "1");
        property(command, "javax.net.ssl.trustStore", files.trustStore().toString());
        proxy(command, "https", waysOut.httpsProxy());
        waysOut.httpProxy().ifPresent(proxy -> proxy(command, "http", proxy));
        property(command, "http.nonProxyHosts", waysOut.httpProxy().isEmpty() ? "localhost|127.*|[::1]" : "localhost");
        property(
                command,
                "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI",
                files.nativeClient().toString());
        command.addAll(List.of(
                "-cp",
                files.classPath(),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                spec.handler()));
        return command;
    }

    private List<String> machine() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // For the runtime client, which makes a stream of the descriptor to which its logger writes.
                "--add-opens=java.base/java.io=ALL-UNNAMED"));
        if (java.feature() >= FIRST_JAVA_WITH_NATIVE_ACCESS) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }

    private static void proxy(List<String> command, String protocol, InetSocketAddress at) {
        property(command, protocol + ".proxyHost", at.getAddress().getHostAddress());
        property(command, protocol + ".proxyPort", Integer.toString(at.getPort()));
    }

    private static void property(List<String> command, String name, String value) {
        command.add("-D" + name + "=" + value);
    }

    /** The variables of "Using Lambda environment variables", after the function's own. */
    Map<String, String> environment(String runtimeApi, String logStream, Credential credential, URI endpoint) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin");
        variables.putAll(spec.environment());
        variables.put("_HANDLER", spec.handler());
        variables.put("AWS_REGION", spec.scope().region());
        variables.put("AWS_DEFAULT_REGION", spec.scope().region());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memorySize()));
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", spec.version());
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", spec.logging().group());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        variables.put("AWS_LAMBDA_LOG_FORMAT", spec.logging().json() ? "JSON" : "Text");
        if (spec.logging().json() && spec.logging().applicationLevel() != null) {
            variables.put("AWS_LAMBDA_LOG_LEVEL", spec.logging().applicationLevel());
        }
        variables.put("AWS_ACCESS_KEY_ID", credential.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credential.secretAccessKey());
        credential.token().ifPresent(token -> variables.put("AWS_SESSION_TOKEN", token));
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("_LAMBDA_TELEMETRY_LOG_FD", LogFrames.DESCRIPTOR);
        variables.put("LAMBDA_TASK_ROOT", spec.taskRoot().toString());
        variables.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        if (variables.putIfAbsent("AWS_ENDPOINT_URL", endpoint.toString()) == null) {
            waysOut.variables().forEach(variables::putIfAbsent);
        }
        return variables;
    }

    /** Brings the names that the process can resolve up to date. */
    void refreshNames() throws IOException {
        long revision = network.revision();
        if (revision == namesRevision) {
            return;
        }
        StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
        localName(text);
        new TreeMap<>(network.names(spec)).forEach((host, address) -> line(text, address, host));
        Path fresh = Files.writeString(folder.resolve("hosts.new"), text);
        Files.move(fresh, hosts(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        namesRevision = revision;
    }

    private static void localName(StringBuilder text) {
        try {
            text.append("127.0.0.1 ")
                    .append(InetAddress.getLocalHost().getHostName())
                    .append('\n');
        } catch (UnknownHostException e) {
            // A machine that does not know its own name has none to tell.
        }
    }

    private static void line(StringBuilder text, InetAddress address, String host) {
        text.append(address.getHostAddress()).append(' ').append(host).append('\n');
    }

    private Path hosts() {
        return folder.resolve("hosts");
    }

    /** Whether more lies in {@code /tmp} than the function may have there. */
    boolean storageExceeded() {
        long limit = spec.ephemeralStorage() * MEGABYTE;
        try (Stream<Path> all = Files.walk(scratch())) {
            return all.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    > limit;
        } catch (IOException | UncheckedIOException e) {
            // A thread of the function deletes files while they are counted: the next invocation sees what is left.
            return false;
        }
    }

    private Path scratch() {
        return folder.resolve("tmp");
    }

    /** The most memory that the process has held, in MB; 0 where the operating system does not say. */
    static int memoryUsed(ChildProcess process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToInt(kilobytes -> Integer.parseInt(kilobytes) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** Deletes the environment's folder, {@code /tmp} included. */
    void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // The emulator's own folder is deleted with everything in it when it ends.
        }
    }
}
