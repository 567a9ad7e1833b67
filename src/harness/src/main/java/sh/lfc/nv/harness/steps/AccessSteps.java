package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Set;
import sh.lfc.nv.canary.system.CurrentSystem;
import sh.lfc.nv.harness.target.AccessReport;

/** What was allowed, and what was used of it. */
public final class AccessSteps {
    /** What Lambda itself does when a function goes, and not before. */
    private static final Set<String> IN_THE_END =
            Set.of("ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses");

    private final Deployed deployed;

    public AccessSteps(Deployed deployed) {
        this.deployed = deployed;
    }

    @Then("{string} was allowed nothing that it did not use")
    public void nothingUnused(String role) {
        var unused = of(role).unused().stream().filter(AccessSteps::matters).toList();
        assertThat(unused).isEmpty();
    }

    /** Resources are told of every statement; those that stand for all of a kind are used with the first of it. */
    private static boolean matters(AccessReport.Unused unused) {
        return !unused.resources().isEmpty() || !IN_THE_END.containsAll(unused.actions());
    }

    @Then("{string} was refused nothing that it asked for meanwhile")
    public void nothingRefused(String role) {
        List<AccessReport.Denied> denied = of(role).denied().stream()
                .filter(one -> one.after(CurrentSystem.since()))
                .toList();
        assertThat(denied).isEmpty();
    }

    private AccessReport.OfPrincipal of(String role) {
        return deployed.target().accessReport().principals().stream()
                .filter(of -> of.name().equals(role) && of.principal().contains(":role/"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no role " + role));
    }
}
