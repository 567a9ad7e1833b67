package sh.lfc.nv.emulator.services.lambda;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A deployment package with one handler, compiled when the tests run. */
final class HandlerJar {

    /** Does what its event says: throws, exits, sleeps, answers a text of so many characters, or its environment. */
    static final String HANDLER =
            """
            import com.amazonaws.services.lambda.runtime.Context;
            import com.amazonaws.services.lambda.runtime.RequestHandler;
            import java.io.RandomAccessFile;
            import java.net.InetAddress;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.LinkedHashMap;
            import java.util.Map;
            import java.util.TreeMap;

            public class Handler implements RequestHandler<Map<String, Object>, Object> {
                private static int invocations;

                public Object handleRequest(Map<String, Object> event, Context context) {
                    invocations++;
                    context.getLogger().log("invocation " + invocations + " of " + event);
                    try {
                        if (event.containsKey("sleep")) {
                            Thread.sleep(((Number) event.get("sleep")).longValue());
                        }
                        if (event.containsKey("resolve")) {
                            return InetAddress.getByName((String) event.get("resolve")).getHostAddress();
                        }
                        if (event.containsKey("scratch")) {
                            Path file = Path.of(System.getProperty("java.io.tmpdir"), "scratch");
                            Files.writeString(file, "written");
                            return Map.of("file", file.toString(), "code", Files.exists(Path.of("Handler.class")));
                        }
                        if (event.containsKey("fill")) {
                            Path file = Path.of(System.getProperty("java.io.tmpdir"), "full");
                            try (RandomAccessFile filled = new RandomAccessFile(file.toFile(), "rw")) {
                                filled.setLength(((Number) event.get("fill")).longValue() << 20);
                            }
                        }
                    } catch (Exception e) {
                        throw new RuntimeException(e);
                    }
                    if (event.containsKey("throw")) {
                        throw new IllegalStateException((String) event.get("throw"));
                    }
                    if (event.containsKey("exit")) {
                        System.exit(((Number) event.get("exit")).intValue());
                    }
                    if (event.containsKey("text")) {
                        return "x".repeat(((Number) event.get("text")).intValue());
                    }
                    if (event.containsKey("allocate")) {
                        return new byte[1 << 30].length;
                    }
                    if (event.containsKey("environment")) {
                        return new TreeMap<>(System.getenv());
                    }
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("invocations", invocations);
                    answer.put("requestId", context.getAwsRequestId());
                    answer.put("arn", context.getInvokedFunctionArn());
                    answer.put("version", context.getFunctionVersion());
                    answer.put("remaining", context.getRemainingTimeInMillis());
                    answer.put("stream", context.getLogStreamName());
                    return answer;
                }
            }
            """;

    private static byte[] tiny;

    private HandlerJar() {}

    /** The package of {@link #HANDLER}, compiled once. */
    static synchronized byte[] tiny() {
        if (tiny == null) {
            tiny = of("Handler", HANDLER);
        }
        return tiny.clone();
    }

    /** A package with the classes of one source. */
    static byte[] of(String className, String source) {
        return zip(compile(className, source), List.of());
    }

    private static Map<String, ByteArrayOutputStream> compile(String className, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
        StringWriter messages = new StringWriter();
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        classes.put(name.replace('.', '/') + ".class", bytes);
                        return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
                            @Override
                            public ByteArrayOutputStream openOutputStream() {
                                return bytes;
                            }
                        };
                    }
                };
        JavaFileObject text =
                new SimpleJavaFileObject(URI.create("memory:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options = List.of("--release", "17", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(messages, files, null, options, null, List.of(text))
                .call()) {
            throw new IllegalArgumentException(messages.toString());
        }
        return classes;
    }

    /** The same with AWS's SDK for one service, as this test itself has it. */
    static byte[] withSdk(String className, String source, String service) {
        List<Path> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> isOfSdk(path.toString(), service))
                .toList();
        return zip(compile(className, source), libraries);
    }

    private static boolean isOfSdk(String path, String service) {
        return path.endsWith(".jar")
                && Stream.of("/awssdk/", "/reactivestreams/", "/eventstream/", "/slf4j-api/")
                        .anyMatch(path::contains)
                && !isOfOtherService(path, service);
    }

    /** Other services' modules are large, and nobody asks for them. */
    private static boolean isOfOtherService(String path, String service) {
        String services = "software/amazon/awssdk/services/";
        try (JarFile jar = new JarFile(path)) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .anyMatch(name -> name.startsWith(services)
                            && name.endsWith(".class")
                            && !name.startsWith(services + service + "/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(Map<String, ByteArrayOutputStream> classes, List<Path> libraries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, ByteArrayOutputStream> file : classes.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().toByteArray());
                zip.closeEntry();
            }
            for (Path library : libraries) {
                zip.putNextEntry(new ZipEntry("lib/" + library.getFileName()));
                Files.copy(library, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
