package sh.lfc.nv.harness.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.stacks.Stack;

class MutantCatalogueTest {

    @TempDir
    private Path folder;

    private final Checkout checkout = Checkout.around(Path.of(""));

    @Test
    void everyMutantOfOursCanBePutIn() {
        var mutants = MutantCatalogue.read(checkout.root().resolve("src/harness/mutants"));
        var stacks = new MutatedStacks(checkout, folder);

        for (var mutant : mutants) {
            stacks.put(mutant);
            stacks.restore(mutant.stack());
            for (var feature : mutant.features()) {
                assertThat(checkout.features().resolve(feature + ".feature"))
                        .as(mutant.name())
                        .exists();
            }
        }
    }

    @Test
    void thereAreMutantsOfAllStacksAndHarmlessChanges() {
        var mutants = MutantCatalogue.read(checkout.root().resolve("src/harness/mutants"));

        assertThat(mutants.stream().filter(mutant -> !mutant.harmless())).hasSizeGreaterThanOrEqualTo(40);
        assertThat(mutants.stream().filter(Mutant::harmless)).hasSizeGreaterThanOrEqualTo(10);
        assertThat(mutants.stream()
                        .filter(mutant -> !mutant.harmless())
                        .map(Mutant::stack)
                        .collect(Collectors.toSet()))
                .isEqualTo(new HashSet<>(
                        checkout.stacks().applyOrder().stream().map(Stack::name).toList()));
    }

    @Test
    void aTextThatDoesNotStandInTheFileIsToldWithTheMutantsName() throws IOException {
        write("stack: vpc\nmutants:\n  - {name: odd, says: odd, file: network.tf, find: nowhere, put: x}\n");
        var mutant = MutantCatalogue.read(folder).get(0);
        var stacks = new MutatedStacks(checkout, folder.resolve("copy"));

        assertThatThrownBy(() -> stacks.put(mutant))
                .isInstanceOf(HarnessException.class)
                .hasMessageStartingWith("mutant odd: network.tf does not hold the text to be replaced");
    }

    @Test
    void aTextThatStandsTwiceIsNotReplaced() {
        assertThatThrownBy(() -> new Edit("a.tf", "x", "y").apply("x x"))
                .hasMessageStartingWith("a.tf holds the text to be replaced more than once");
    }

    @Test
    void aMisspeltKeyIsTold() throws IOException {
        write("stack: vpc\nmutants:\n  - {name: odd, says: odd, file: network.tf, fnid: nowhere}\n");

        assertThatThrownBy(() -> MutantCatalogue.read(folder))
                .hasMessage("mutants.yaml: a mutant has an unknown key \"fnid\"");
    }

    @Test
    void anEmptyFolderIsNoCatalogue() {
        assertThatThrownBy(() -> MutantCatalogue.read(folder)).hasMessageStartingWith("there are no mutants in");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("mutants.yaml"), text);
    }
}
