package sh.lfc.nv.harness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.stacks.Stack;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code ./harness status}: what is running, and which stacks stand. */
@Command(
        name = "status",
        description = "Says what is running and which stacks stand. Exit code 1 when nothing runs.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var checkout = Main.checkout(spec);
        var out = spec.commandLine().getOut();
        var session = Session.running(checkout);
        if (session.isEmpty()) {
            out.println("Nothing is running.");
            return Main.FAILED;
        }
        out.printf(
                "Embedded AWS at %s, process %d, %s%n",
                session.get().endpoint(),
                session.get().pid(),
                session.get().phase() == Session.Phase.READY ? "ready" : "applying the stacks");
        session.get().service().ifPresent(url -> out.println("The service answers at " + url));
        try (var s3 = Sessions.attach(session.get()).aws().client(S3Client.builder())) {
            for (var stack : checkout.stacks().applyOrder()) {
                print(out, stack, resources(checkout, s3, stack));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private static void print(PrintWriter out, Stack stack, int resources) {
        var state = resources == 0 ? "not applied" : resources + " resources";
        out.printf("  %-26s %-14s %s%n", stack.name(), state, stack.description());
    }

    /** How many resources a stack's state names, without asking Terraform. */
    private static int resources(Checkout checkout, S3Client s3, Stack stack) {
        var local = TerraformOptions.state(checkout).resolve(stack.name() + ".tfstate");
        try {
            return count(
                    Files.isRegularFile(local)
                            ? JSON.readTree(local.toFile())
                            : JSON.readTree(
                                    s3.getObjectAsBytes(get -> get.bucket(Hints.ENVIRONMENT + "-terraform-state")
                                                    .key(stack.name() + "/terraform.tfstate"))
                                            .asByteArray()));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return 0;
            }
            throw e;
        } catch (IOException e) {
            throw new HarnessException("the state of %s cannot be read: %s".formatted(stack.name(), e.getMessage()), e);
        }
    }

    private static int count(JsonNode state) {
        var resources = 0;
        for (var resource : state.path("resources")) {
            if (resource.path("mode").asText().equals("managed")) {
                resources += resource.path("instances").size();
            }
        }
        return resources;
    }
}
