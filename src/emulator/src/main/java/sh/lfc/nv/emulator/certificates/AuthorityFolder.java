package sh.lfc.nv.emulator.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder in which an authority's key and certificate are kept, readable by its owner only. */
final class AuthorityFolder {

    private static final Logger log = LoggerFactory.getLogger(AuthorityFolder.class);

    private static final String CERTIFICATE = "ca.pem";
    private static final String KEY = "ca.key";

    private final Path folder;

    AuthorityFolder(Path folder) {
        this.folder = folder;
    }

    /** What is kept here if it is whole and valid until then, otherwise what the supplier makes. */
    IssuedCertificate openOrCreate(Instant validUntil, Supplier<IssuedCertificate> create) {
        try {
            Files.createDirectories(folder);
            // Within one JVM a second lock on the same file would be an error, so threads queue up here first.
            synchronized (AuthorityFolder.class) {
                try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock(); // until the channel closes
                    IssuedCertificate kept = read(validUntil);
                    if (kept != null) {
                        return kept;
                    }
                    IssuedCertificate made = create.get();
                    write(KEY, made.keyPem(), "rw-------");
                    write(CERTIFICATE, made.certificatePem(), "rw-r--r--");
                    log.info("made a certificate authority certificate={}", folder.resolve(CERTIFICATE));
                    return made;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the certificate authority in " + folder, e);
        }
    }

    private IssuedCertificate read(Instant validUntil) throws IOException {
        Path certificateFile = folder.resolve(CERTIFICATE);
        Path keyFile = folder.resolve(KEY);
        if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
            return null;
        }
        try {
            X509Certificate certificate = Pem.certificate(Files.readString(certificateFile));
            if (certificate.getNotAfter().toInstant().isBefore(validUntil)) {
                return null;
            }
            return new IssuedCertificate(Pem.key(Files.readString(keyFile)), List.of(certificate));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            log.warn(
                    "the certificate authority is damaged and will be replaced folder={} reason={}",
                    folder,
                    e.getMessage());
            return null;
        }
    }

    private void write(String name, String content, String permissions) throws IOException {
        Path temporary = Files.createTempFile(folder, name, ".tmp");
        if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(permissions));
        }
        Files.writeString(temporary, content);
        Files.move(
                temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
