package sh.lfc.nv.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import sh.lfc.nv.emulator.Emulator;

class EmulatorExtensionTest {
    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    @Test
    void aClassHasOneEmulatorThatIsClosedAfterItsLastTest() {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();

        LauncherFactory.create()
                .execute(request().selectors(selectClass(Example.class)).build(), summary);

        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
        assertThat(PORTS).hasSize(1);
        assertThat(answers(PORTS.iterator().next())).isFalse();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Run by the test above alone; its name keeps the build from finding it. */
    @ExtendWith(EmulatorExtension.class)
    static class Example {
        @Test
        void one(Emulator aws) {
            PORTS.add(aws.port());
            assertThat(answers(aws.port())).isTrue();
        }

        @Test
        void two(Emulator aws) {
            PORTS.add(aws.port());
            assertThat(answers(aws.port())).isTrue();
        }
    }
}
