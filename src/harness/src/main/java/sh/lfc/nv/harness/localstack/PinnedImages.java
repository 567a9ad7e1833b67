package sh.lfc.nv.harness.localstack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.localstack.beside.Engine;

/** The images of containers, by the names that {@code localstack/.env} has for them: the one place for their versions. */
record PinnedImages(Properties images, Path file) {

    static PinnedImages of(Checkout checkout) {
        var file = checkout.root().resolve("localstack").resolve(".env");
        var images = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            images.load(reader);
        } catch (IOException e) {
            throw new HarnessException("cannot read the pinned images in %s: %s".formatted(file, e.getMessage()), e);
        }
        return new PinnedImages(images, file);
    }

    String localStack() {
        return image("LOCALSTACK_IMAGE");
    }

    /** Of what runs beside it. */
    String of(Engine engine) {
        return image(engine.key().toUpperCase(Locale.ROOT) + "_IMAGE");
    }

    private String image(String name) {
        var image = images.getProperty(name, "").strip();
        if (image.isEmpty()) {
            throw new HarnessException("%s does not say which image is %s".formatted(file, name));
        }
        return image;
    }
}
