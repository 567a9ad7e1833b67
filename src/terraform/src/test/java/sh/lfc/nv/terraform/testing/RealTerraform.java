package sh.lfc.nv.terraform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sh.lfc.nv.terraform.RetryableErrors;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.Processes;

/** Terraform on the path, on configurations that need no provider but its own. */
public record RealTerraform(Path folder, Processes processes) {

    /** A runner as it is, for a configuration that is written first; not initialised. */
    public Terraform.Builder builder(String configuration) {
        write("main.tf", configuration);
        return Terraform.in(folder, processes)
                .binary(Path.of("terraform"))
                .environment(Environment.inherited()
                        .without(name -> name.startsWith("TF_"))
                        .with("GOGC", "400"))
                .retrying(RetryableErrors.NONE);
    }

    /** The same, initialised. */
    public Terraform configured(String configuration) throws InterruptedException {
        var terraform = builder(configuration).build();
        terraform.init();
        return terraform;
    }

    /** A program in Terraform's place. */
    public Terraform.Builder script(String name, String body) {
        var file = write("bin/" + name, "#!/bin/sh\n" + body);
        if (!file.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + file + " executable");
        }
        return builder("").binary(file);
    }

    public Path write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
