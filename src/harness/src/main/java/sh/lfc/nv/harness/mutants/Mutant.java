package sh.lfc.nv.harness.mutants;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A fault that is put into a stack, or a change that is none.
 *
 * @param name unique in its catalogue; lower case with hyphens
 * @param says what is wrong with it, in a sentence
 * @param stack the stack that it changes
 * @param edits what is changed
 * @param features the features that are asked first, by the names of their files; all others are asked when these do not
 *     notice
 * @param harmless whether nobody may notice
 */
public record Mutant(
        String name, String says, String stack, List<Edit> edits, List<String> features, boolean harmless) {

    public Mutant {
        edits = List.copyOf(edits);
        features = List.copyOf(features);
    }

    String diff() {
        return edits.stream().map(Edit::diff).collect(Collectors.joining("\n"));
    }
}
