package sh.lfc.nv.harness.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.CopiedStacks;

/** A copy of a checkout's stacks, in which one mutant at a time lives. */
final class MutatedStacks {
    private final CopiedStacks stacks;

    /** @param folder where the copy is made; what an earlier run left there is replaced */
    MutatedStacks(Checkout original, Path folder) {
        stacks = new CopiedStacks(original, folder);
    }

    Checkout checkout() {
        return stacks.checkout();
    }

    /** Puts a mutant in, into a stack that is as it was written. */
    void put(Mutant mutant) {
        restore(mutant.stack());
        for (var edit : mutant.edits()) {
            var file = checkout().stack(mutant.stack()).resolve(edit.file());
            try {
                Files.writeString(file, edit.apply(Files.readString(file)));
            } catch (HarnessException e) {
                throw new HarnessException("mutant %s: %s".formatted(mutant.name(), e.getMessage()), e);
            } catch (IOException e) {
                throw new HarnessException(
                        "mutant %s: the stack %s has no file %s".formatted(mutant.name(), mutant.stack(), edit.file()),
                        e);
            }
        }
    }

    /** Takes out what was put into a stack. */
    void restore(String stack) {
        stacks.restore(stack);
    }
}
