package sh.lfc.nv.emulator.services.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

/** Deployment packages on disk, by their digest. Safe for use by many threads. */
final class CodePackages {

    /** "Deployment package (.zip file archive) size: 250 MB, unzipped". */
    static final long MAX_UNZIPPED = 262_144_000;

    private final Path folder;
    private final Map<String, CodePackage> packages = new ConcurrentHashMap<>();

    CodePackages(Path folder) {
        this.folder = folder;
    }

    /** Keeps a package; refuses what is not an archive. */
    CodePackage store(byte[] archive) {
        byte[] digest = sha256(archive);
        return packages.computeIfAbsent(HexFormat.of().formatHex(digest), name -> write(name, digest, archive));
    }

    private CodePackage write(String name, byte[] digest, byte[] archive) {
        Path own = folder.resolve(name);
        try {
            Files.createDirectories(own);
            Path file = Files.write(own.resolve("code.zip"), archive);
            return new CodePackage(
                    Base64.getEncoder().encodeToString(digest),
                    archive.length,
                    file,
                    checked(file),
                    own.resolve("task"));
        } catch (ZipException e) {
            throw notAnArchive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digest of the contents, unless there are none or too many. */
    private static String checked(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long size = zip.stream()
                    .mapToLong(entry -> Math.max(0, entry.getSize()))
                    .sum();
            if (size > MAX_UNZIPPED) {
                throw InvalidParameterValueException.builder()
                        .message("Unzipped size must be smaller than " + MAX_UNZIPPED + " bytes")
                        .build();
            }
            if (zip.size() == 0) {
                throw InvalidParameterValueException.builder()
                        .message("Uploaded file must be a non-empty zip")
                        .build();
            }
            String contents = zip.stream()
                    .map(entry -> entry.getName() + " " + entry.getSize() + " " + entry.getCrc())
                    .sorted()
                    .collect(Collectors.joining("\n"));
            return HexFormat.of().formatHex(sha256(contents.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Unpacks a package unless that has been done. */
    synchronized void unpack(CodePackage code) {
        if (Files.exists(code.taskRoot())) {
            return;
        }
        Path fresh = code.taskRoot().resolveSibling("task.new");
        try (ZipFile zip = new ZipFile(code.archive().toFile())) {
            Files.createDirectories(fresh);
            long left = MAX_UNZIPPED;
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                Path target = fresh.resolve(entry.getName()).normalize();
                if (!target.startsWith(fresh)) {
                    throw notAnArchive();
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    left -= copy(zip, entry, target, left);
                }
            }
            Files.move(fresh, code.taskRoot(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path target, long limit) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            long size = Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            if (size > limit) {
                throw new ZipException("unpacks to more than " + MAX_UNZIPPED + " bytes");
            }
            return size;
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static InvalidParameterValueException notAnArchive() {
        return InvalidParameterValueException.builder()
                .message("Could not unzip uploaded file. Please check your file, then try to upload again.")
                .build();
    }
}
