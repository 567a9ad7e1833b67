package sh.lfc.nv.harness.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.system.DeployedSystem;

/** The files of the features, which speak of the demo, in the words of whatever the environment is called. */
record FeatureFiles(Path folder) {
    private static final String ENDING = ".feature";

    /** The names of all, without the ending, in alphabetical order. */
    List<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** The file of a feature. */
    Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    /**
     * The same features about an environment.
     *
     * @param copies where they are written, if it is not the one of which they speak already
     */
    FeatureFiles about(String environment, Path copies) {
        if (environment.equals(DeployedSystem.DEMO)) {
            return this;
        }
        try {
            Files.createDirectories(copies);
            var changed = new FeatureFiles(copies);
            for (var name : names()) {
                Files.writeString(
                        changed.file(name), Files.readString(file(name)).replace(DeployedSystem.DEMO, environment));
            }
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write features in " + copies, e);
        }
    }
}
