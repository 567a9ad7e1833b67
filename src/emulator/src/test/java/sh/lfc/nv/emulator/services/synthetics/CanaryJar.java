package sh.lfc.nv.emulator.services.synthetics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A canary's code, compiled when the tests run: methods without parameters, as Synthetics calls them. */
final class CanaryJar {

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

    private CanaryJar() {}

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
        return bytes.toByteArray();
    }
}
