package sh.lfc.nv.harness.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.target.EmbeddedTarget;

/** The embedded AWS that runs for a checkout, for commands that need one. */
final class Sessions {
    private Sessions() {}

    static Session required(Checkout checkout) {
        return Session.running(checkout)
                .orElseThrow(() -> new HarnessException("no embedded AWS is running: start one with ./harness up"));
    }

    /** Where the service of a session answers. */
    static URI service(Session session) {
        return session.service()
                .orElseThrow(
                        () -> new HarnessException("the service is not deployed: run ./harness up, all stacks of it"));
    }

    /** The deployed service of a session, whose stacks belong to whoever applied them. */
    static DeployedSystem system(Session session) {
        var url = service(session);
        var target = attach(session);
        return new DeployedSystem(
                target,
                Hints.ENVIRONMENT,
                url,
                DeployedSystem.credentialsOf(target, Hints.ENVIRONMENT),
                Optional.empty());
    }

    static EmbeddedTarget attach(Session session) {
        return EmbeddedTarget.attach(URI.create(session.endpoint()), Path.of(session.caCertificate()));
    }
}
