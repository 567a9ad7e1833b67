package sh.lfc.nv.emulator.services.synthetics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/**
 * A canary's code, compiled when the tests run: methods without parameters, as Synthetics calls them, in a jar in the
 * package's lib, as Synthetics wants it.
 */
final class CanaryPackage {

    private static final String SOURCE =
            """
            public class Checks {
                public void pass() {
                    System.out.println("checked " + System.getenv("TARGET"));
                }

                public void fail() {
                    throw new IllegalStateException("the service is down");
                }
            }
            """;

    private CanaryPackage() {}

    static byte[] compile(Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Checks.java"), SOURCE);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", folder.toString(), source.toString());
        if (result != 0) {
            throw new IllegalStateException("the canary does not compile");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry("Checks.class"));
            jar.write(Files.readAllBytes(folder.resolve("Checks.class")));
            jar.closeEntry();
        }
        return inLib(bytes.toByteArray());
    }

    private static byte[] inLib(byte[] jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("lib/checks.jar"));
            zip.write(jar);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
