package sh.lfc.nv.harness.cli;

import picocli.CommandLine.Option;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.features.FeatureRun;

/** What all commands that run features let the user choose. */
final class FeatureOptions {
    @Option(
            names = "--threads",
            defaultValue = "4",
            description = "How many scenarios at a time; default: ${DEFAULT-VALUE}.")
    private int threads;

    /** The features of a checkout, whose reports are left in {@code .harness/reports}. */
    FeatureRun features(Checkout checkout) {
        return new FeatureRun(checkout.features(), checkout.kept("reports"), threads);
    }
}
