package sh.lfc.nv.harness.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.features.FeatureRun;
import sh.lfc.nv.harness.mutants.MutantResult.Verdict;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.terraform.TerraformException;

/**
 * Puts one mutant after the other into the stacks of a running system and runs the features against each.
 *
 * <p>A mutant takes the place of the one before it in one apply; the stack is put right again when the next mutant is in
 * another one. What was found out is kept after each mutant, so that an interrupted run goes on where it stopped. Not
 * for use by several threads.
 */
public final class MutationRun {
    /** A wait for something that a mutant keeps from happening is lost time; what happens at all happens sooner. */
    private static final double PATIENCE = 0.5;

    /** Beside the mutant: what is promised and asked, what is applied, and what it is applied to. */
    private static final List<String> WHAT_RESULTS_FOLLOW_FROM = List.of(
            "features",
            "terraform",
            "src/canary/src/main",
            "src/emulator/src/main",
            "src/harness/src/main",
            "src/service");

    private final Checkout checkout;
    private final MutatedStacks stacks;
    private final Deployment deployment;
    private final FeatureRun features;
    private final DeployedSystem system;
    private final ResultsFile results;
    private String mutated;

    private MutationRun(
            Checkout checkout,
            MutatedStacks stacks,
            Deployment deployment,
            FeatureRun features,
            DeployedSystem system,
            ResultsFile results) {
        this.checkout = checkout;
        this.stacks = stacks;
        this.deployment = deployment;
        this.features = features;
        this.system = system;
        this.results = results;
    }

    /** Makes the deployment of a copy of the stacks. */
    @FunctionalInterface
    public interface Deploying {
        Deployment of(Checkout copy);
    }

    /**
     * @param folder where the copy of the stacks and the results are kept
     * @param system with an infrastructure that is asked for nothing
     */
    public static MutationRun in(
            Path folder, Checkout checkout, Deploying deploying, FeatureRun features, DeployedSystem system) {
        var stacks = new MutatedStacks(checkout, folder.resolve("checkout"));
        return new MutationRun(
                checkout,
                stacks,
                deploying.of(stacks.checkout()).trustingState(),
                features,
                system,
                new ResultsFile(folder.resolve("results.jsonl")));
    }

    /** Checks that every mutant can be put in, without applying any. */
    public void check(List<Mutant> mutants) {
        var known = features.names();
        for (var mutant : mutants) {
            stacks.put(mutant);
            stacks.restore(mutant.stack());
            for (var feature : mutant.features()) {
                if (!known.contains(feature)) {
                    throw new HarnessException("mutant %s: there is no feature %s".formatted(mutant.name(), feature));
                }
            }
        }
    }

    /**
     * Tries the mutants, those of one stack after each other, and leaves the system as it was.
     *
     * @param again whether to try also those whose results still hold
     */
    public List<MutantResult> run(List<Mutant> mutants, boolean again, MutationListener listener)
            throws InterruptedException {
        var found = new LinkedHashMap<String, MutantResult>();
        var common = fingerprintOfAll();
        var kept = again ? Map.<String, MutantResult>of() : results.read();
        var number = 0;
        try {
            for (var mutant : byStack(mutants)) {
                number++;
                var fingerprint = fingerprint(common, mutant.toString());
                var known = Optional.ofNullable(kept.get(mutant.name()))
                        .filter(result -> result.fingerprint().equals(fingerprint));
                listener.started(mutant, number, mutants.size());
                var result = known.isPresent() ? known.get() : attempt(mutant, fingerprint);
                if (known.isEmpty()) {
                    results.add(result);
                }
                found.put(mutant.name(), result);
                listener.finished(result, known.isPresent());
            }
        } finally {
            putRight();
        }
        return mutants.stream().map(mutant -> found.get(mutant.name())).toList();
    }

    private static List<Mutant> byStack(List<Mutant> mutants) {
        var stacks = new LinkedHashMap<String, List<Mutant>>();
        mutants.forEach(mutant -> stacks.computeIfAbsent(mutant.stack(), stack -> new ArrayList<>())
                .add(mutant));
        return stacks.values().stream().flatMap(List::stream).toList();
    }

    private MutantResult attempt(Mutant mutant, String fingerprint) throws InterruptedException {
        var begin = System.nanoTime();
        var refused = apply(mutant);
        var failure = refused.isPresent() ? Optional.<String>empty() : notice(mutant);
        var verdict = refused.isPresent() ? Verdict.REFUSED : failure.isPresent() ? Verdict.KILLED : Verdict.SURVIVED;
        return new MutantResult(
                mutant.name(),
                mutant.says(),
                mutant.stack(),
                mutant.harmless(),
                verdict,
                refused.or(() -> failure).orElse(""),
                Math.round((System.nanoTime() - begin) / 1e8) / 10.0,
                mutant.diff(),
                fingerprint);
    }

    /** Why the stack could not be applied; empty when it could. */
    private Optional<String> apply(Mutant mutant) throws InterruptedException {
        if (mutated != null && !mutated.equals(mutant.stack())) {
            putRight();
        }
        if (putIn(mutant).isEmpty()) {
            return Optional.empty();
        }
        // Only what is refused by a system in order is refused for the mutant's sake.
        putRight();
        var refused = putIn(mutant);
        if (refused.isPresent()) {
            putRight();
        }
        return refused;
    }

    private Optional<String> putIn(Mutant mutant) throws InterruptedException {
        stacks.put(mutant);
        mutated = mutant.stack();
        try {
            deployment.apply(checkout.stacks().stack(mutant.stack()));
            return Optional.empty();
        } catch (TerraformException e) {
            return Optional.of(e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Asks the features that should notice, then all others. */
    private Optional<String> notice(Mutant mutant) {
        var others = features.names().stream()
                .filter(name -> !mutant.features().contains(name))
                .toList();
        return Stream.of(mutant.features(), others)
                .filter(names -> !names.isEmpty())
                .map(names -> features.firstFailure(system, names, PATIENCE))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A system that cannot be put right at once may be a moment later, when what a mutant has begun is done. */
    private void putRight() throws InterruptedException {
        if (mutated != null) {
            stacks.restore(mutated);
            var stack = checkout.stacks().stack(mutated);
            try {
                deployment.apply(stack);
            } catch (TerraformException e) {
                deployment.apply(stack);
            }
            mutated = null;
        }
    }

    private String fingerprintOfAll() {
        var digest = sha256();
        for (var part : WHAT_RESULTS_FOLLOW_FROM) {
            try (var files = Files.walk(checkout.root().resolve(part))) {
                for (var file : files.filter(Files::isRegularFile)
                        .filter(each -> !each.toString().matches(".*/(\\.terraform|target/).*"))
                        .sorted()
                        .toList()) {
                    digest.update(checkout.root().relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String fingerprint(String common, String mutant) {
        return HexFormat.of()
                .formatHex(sha256().digest((common + mutant).getBytes(StandardCharsets.UTF_8)))
                .substring(0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
