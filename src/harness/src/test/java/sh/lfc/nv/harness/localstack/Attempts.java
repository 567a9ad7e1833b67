package sh.lfc.nv.harness.localstack;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.sandbox.Sandbox;
import sh.lfc.nv.harness.sandbox.Stage;
import sh.lfc.nv.terraform.install.TerraformInstallation;

/** Runs as the tests make them, and what they say. */
final class Attempts implements Sandbox.Report {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    List<String> lines() {
        return List.copyOf(lines);
    }

    LocalStackRun run(
            Checkout checkout,
            TerraformInstallation terraform,
            Optional<URI> endpoint,
            Optional<String> image,
            Set<Stage> skipped) {
        var wish = new LocalStackRun.Wish(endpoint, image, Optional.empty(), skipped, "", 2, 2, Map.of());
        return new LocalStackRun(checkout, terraform, wish, this);
    }

    @Override
    public void accept(String line) {
        lines.add(line);
    }

    @Override
    public Progress following(String task, int count) {
        return () -> {};
    }
}
