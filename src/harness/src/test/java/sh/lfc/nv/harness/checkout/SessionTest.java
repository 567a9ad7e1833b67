package sh.lfc.nv.harness.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.checkout.Session.Phase;

class SessionTest {
    @TempDir
    Path root;

    @Test
    void anotherProcessFindsTheRunningSession() {
        var checkout = new Checkout(root);
        var session = Session.ofThisProcess("http://127.0.0.1:1", Path.of("ca.pem"), Phase.APPLYING);

        session.record(checkout);

        assertThat(Session.running(checkout)).contains(session);
    }

    @Test
    void aSessionWhoseProcessIsGoneIsNotRunning() {
        var checkout = new Checkout(root);
        var self = Session.ofThisProcess("http://127.0.0.1:1", Path.of("ca.pem"), Phase.READY);

        new Session(self.pid(), self.startedAt() + 1, self.endpoint(), self.caCertificate(), self.phase(), null)
                .record(checkout);

        assertThat(Session.running(checkout)).isEmpty();
    }

    @Test
    void aSessionIsForgottenByItsOwnProcessOnly() {
        var checkout = new Checkout(root);
        var session = Session.ofThisProcess("http://127.0.0.1:1", Path.of("ca.pem"), Phase.READY);
        session.record(checkout);

        new Session(1, 2, "", "", Phase.READY, null).forget(checkout);
        assertThat(Session.running(checkout)).isPresent();
        session.forget(checkout);
        assertThat(Session.running(checkout)).isEmpty();
    }

    @Test
    void aBrokenRecordIsNoSession() throws Exception {
        var checkout = new Checkout(root);
        Files.writeString(checkout.kept().resolve("session.json"), "{\"pid\":");

        assertThat(Session.running(checkout)).isEmpty();
    }

    @Test
    void nobodyElseReadsWhatIsKept() throws Exception {
        var checkout = new Checkout(root);

        Session.ofThisProcess("http://127.0.0.1:1", Path.of("ca.pem"), Phase.READY)
                .record(checkout);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(checkout.kept())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(checkout.kept().resolve("session.json"))))
                .isEqualTo("rw-------");
    }
}
