package sh.lfc.nv.terraform.install;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An unpacked mirror of providers on this machine, in the layout that Terraform documents ("Provider Installation",
 * {@code filesystem_mirror}): {@code HOST/NAMESPACE/TYPE/VERSION/OS_ARCH}.
 *
 * @param root the folder that holds the hosts' folders
 * @param provider the full address of the provider that was looked for and found
 */
public record ProviderMirror(Path root, String provider) {
    /**
     * The first mirror that holds some version of the provider for this platform: Terraform's own implied locations
     * first, then the places where add-on software is put.
     */
    public static Optional<ProviderMirror> find(ProviderAddress provider, OsArch platform, Map<String, String> env) {
        return find(provider, platform, Stream.concat(implied(env), usualRoots(Path.of("/"))));
    }

    static Optional<ProviderMirror> find(ProviderAddress provider, OsArch platform, Stream<Path> roots) {
        return roots.flatMap(root -> provider.full().stream()
                        .filter(full -> holds(root.resolve(full), platform))
                        .map(full -> new ProviderMirror(root, full)))
                .findFirst();
    }

    /** "Implied Local Mirror Directories" of Terraform's documentation, without the one in the working folder. */
    static Stream<Path> implied(Map<String, String> env) {
        var roots = new ArrayList<Path>();
        var home = env.get("HOME");
        if (home != null) {
            roots.add(Path.of(home, ".terraform.d/plugins"));
            roots.add(Path.of(home, "Library/Application Support/io.hashicorp.terraform/plugins"));
        }
        var dataHome = env.getOrDefault("XDG_DATA_HOME", home == null ? "" : home + "/.local/share");
        var dataDirs = env.getOrDefault("XDG_DATA_DIRS", "/usr/local/share:/usr/share");
        Stream.concat(Stream.of(dataHome), Arrays.stream(dataDirs.split(":")))
                .filter(folder -> !folder.isBlank())
                .forEach(folder -> roots.add(Path.of(folder, "terraform/plugins")));
        roots.add(Path.of("/Library/Application Support/io.hashicorp.terraform/plugins"));
        return roots.stream();
    }

    /** Two levels below where the Filesystem Hierarchy Standard puts what does not come with the system. */
    static Stream<Path> usualRoots(Path root) {
        return Stream.of("opt", "usr/local/share", "usr/local/lib", "usr/share", "srv")
                .map(root::resolve)
                .flatMap(folder -> children(folder).stream())
                .flatMap(folder -> Stream.concat(
                        Stream.of(folder),
                        Stream.of("plugins", "providers", "mirror").map(folder::resolve)));
    }

    private static boolean holds(Path provider, OsArch platform) {
        return children(provider).stream().anyMatch(version -> Files.isDirectory(version.resolve(platform.toString())));
    }

    private static List<Path> children(Path folder) {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            // What cannot be listed holds no mirror for us.
        }
        found.sort(null);
        return found;
    }
}
