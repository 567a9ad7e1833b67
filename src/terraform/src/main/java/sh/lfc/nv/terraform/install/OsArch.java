package sh.lfc.nv.terraform.install;

import java.util.Locale;

/** An operating system and a processor, named as Terraform names them: {@code linux_amd64}. */
public record OsArch(String os, String arch) {
    /** The machine that this runs on. */
    public static OsArch current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static OsArch of(String osName, String osArch) {
        var os = osName.toLowerCase(Locale.ROOT);
        var arch = osArch.toLowerCase(Locale.ROOT);
        return new OsArch(
                os.startsWith("mac") || os.startsWith("darwin") ? "darwin" : os.startsWith("windows") ? "windows" : os,
                switch (arch) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> arch;
                });
    }

    @Override
    public String toString() {
        return os + "_" + arch;
    }
}
