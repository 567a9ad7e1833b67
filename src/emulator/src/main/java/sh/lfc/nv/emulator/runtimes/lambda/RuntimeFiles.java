package sh.lfc.nv.emulator.runtimes.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.runtimes.archives.JavaHome;
import sh.lfc.nv.emulator.runtimes.archives.JavaHomes;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The files that all execution environments of an emulator share. Safe for use by many threads. */
final class RuntimeFiles {

    private static final List<Class<?>> RUNTIME =
            List.of(AWSLambda.class, LambdaLogger.class, PojoSerializer.class, SdkInternalThreadLocal.class);
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final Supplier<Path> authority;
    private final JavaHomes javas = JavaHomes.ofThisMachine();
    private String classPath;
    private Path nativeClient;
    private Path trustStore;

    /**
     * @param folder where the files are made
     * @param authority the certificate, in PEM, that functions have to trust beside the public ones
     */
    RuntimeFiles(Path folder, Supplier<Path> authority) {
        this.folder = folder;
        this.authority = authority;
    }

    /** What runs functions of a runtime: one of that version or a newer one, where this machine has any. */
    JavaHome java(String runtime) {
        return javas.atLeast(RuntimeVersions.java(runtime));
    }

    /** The jars of Lambda's runtime, and nothing else of the emulator's class path. */
    synchronized String classPath() {
        if (classPath == null) {
            Set<String> jars = new LinkedHashSet<>();
            for (Class<?> type : RUNTIME) {
                try {
                    jars.add(Path.of(type.getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                            .toString());
                } catch (URISyntaxException e) {
                    throw new IllegalStateException("the class path has no usable location of " + type, e);
                }
            }
            classPath = String.join(File.pathSeparator, jars);
        }
        return classPath;
    }

    /**
     * The runtime client's native library. Left alone, each process would unpack it to one fixed file that belongs to
     * whoever came first.
     */
    synchronized Path nativeClient() throws IOException {
        if (nativeClient == null) {
            String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
            String machine = arch.contains("aarch") || arch.contains("arm") ? "aarch_64" : "x86_64";
            String name = "libaws-lambda-jni." + (musl() ? "linux_musl-" : "linux-") + machine + ".so";
            Path target = folder.resolve(name);
            try (InputStream in = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
                if (in == null) {
                    throw new FileNotFoundException("Lambda's Java runtime client has no " + name);
                }
                Files.copy(in, target);
            }
            nativeClient = target;
        }
        return nativeClient;
    }

    private static boolean musl() {
        return Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")) || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
    }

    /** The public authorities that the JDK trusts, and the emulator's own. A JKS file, because it opens fastest. */
    synchronized Path trustStore() throws IOException {
        if (trustStore == null) {
            Path target = folder.resolve("trust.jks");
            try (InputStream pem = Files.newInputStream(authority.get());
                    OutputStream out = Files.newOutputStream(target)) {
                KeyStore store = KeyStore.getInstance("JKS");
                store.load(null, null);
                KeyStore system = KeyStore.getInstance(
                        Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                                .toFile(),
                        STORE_PASSWORD);
                for (String alias : Collections.list(system.aliases())) {
                    Certificate certificate = system.getCertificate(alias);
                    if (certificate != null) {
                        store.setCertificateEntry(alias, certificate);
                    }
                }
                store.setCertificateEntry(
                        "emulator", CertificateFactory.getInstance("X.509").generateCertificate(pem));
                store.store(out, STORE_PASSWORD);
            } catch (GeneralSecurityException e) {
                throw new IOException("cannot make the functions' trust store", e);
            }
            trustStore = target;
        }
        return trustStore;
    }
}
