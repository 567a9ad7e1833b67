package sh.lfc.nv.emulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SwitchboardTest {

    private static final int SHORT = 400;
    private static final int LONG = 10_000;

    private static final class Switch implements Gate {
        private volatile boolean open = true;
        private volatile boolean carries = true;
        private volatile boolean resets;
        private volatile Duration lag = Duration.ZERO;
        private final List<String> dropped = new CopyOnWriteArrayList<>();

        @Override
        public Optional<String> refusal() {
            return open ? Optional.empty() : Optional.of("shut");
        }

        @Override
        public boolean carries() {
            return carries;
        }

        @Override
        public boolean resets() {
            return resets;
        }

        @Override
        public Duration lag() {
            return lag;
        }

        @Override
        public String target() {
            return "echo";
        }

        @Override
        public void dropped(String reason) {
            dropped.add(reason);
        }
    }

    private final Switchboard switchboard = new Switchboard();
    private final Switch gate = new Switch();
    private ServerSocket echo;
    private Door door;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread answering = new Thread(this::answer, "echo");
        answering.setDaemon(true);
        answering.start();
        door = switchboard.open(at(), this::echoAt, gate);
    }

    @AfterEach
    void close() throws IOException {
        switchboard.close();
        echo.close();
    }

    private static InetSocketAddress at() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private InetSocketAddress echoAt() {
        return (InetSocketAddress) echo.getLocalSocketAddress();
    }

    private void answer() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread each = new Thread(() -> repeat(socket), "echo-one");
                each.setDaemon(true);
                each.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
            socket.shutdownOutput();
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private static Socket connect(Door to, int patience) throws IOException {
        Socket socket = new Socket();
        socket.connect(to.at(), patience);
        return socket;
    }

    private static String say(Socket socket, String words, int patience) throws IOException {
        socket.setSoTimeout(patience);
        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        byte[] answer = socket.getInputStream().readNBytes(words.length());
        return new String(answer, StandardCharsets.UTF_8);
    }

    private void change(boolean open, boolean carries) {
        gate.open = open;
        gate.carries = carries;
        switchboard.recheck();
    }

    @Test
    void anOpenDoorForwardsAllBytesAndTheEnd() throws Exception {
        byte[] much = new byte[3_000_000];
        new Random(1).nextBytes(much);
        try (Socket socket = connect(door, LONG)) {
            Thread writer = new Thread(() -> {
                try {
                    socket.getOutputStream().write(much);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();
            socket.setSoTimeout(LONG);

            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(much);
            writer.join();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aShutDoorLetsConnectsTimeOutAndTells() throws Exception {
        change(false, true);
        Awaitility.await().until(door::isShut);

        assertThatThrownBy(() -> connect(door, 1_500)).isInstanceOf(SocketTimeoutException.class);
        Awaitility.await().untilAsserted(() -> assertThat(gate.dropped).contains("shut"));

        change(true, true);
        Awaitility.await().until(() -> !door.isShut());
        try (Socket socket = connect(door, LONG)) {
            assertThat(say(socket, "hello", LONG)).isEqualTo("hello");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoWaitsBeforeAShutDoorIsLetInWhenItOpens() throws Exception {
        change(false, true);
        Awaitility.await().until(door::isShut);
        Thread opening = new Thread(() -> {
            Awaitility.await().until(() -> !gate.dropped.isEmpty());
            change(true, true);
        });
        opening.start();

        try (Socket socket = connect(door, LONG)) {
            assertThat(say(socket, "hello", LONG)).isEqualTo("hello");
        }
        opening.join();
    }

    @Test
    void anExistingConnectionStaysWhenTheDoorIsShutAndWaitsWhileNothingIsCarried() throws Exception {
        try (Socket socket = connect(door, LONG)) {
            assertThat(say(socket, "one", LONG)).isEqualTo("one");
            change(false, true);
            Awaitility.await().until(door::isShut);
            assertThat(say(socket, "two", LONG)).isEqualTo("two");

            change(false, false);
            // The switchboard's thread has seen the change once it has turned another door.
            Switch other = new Switch();
            Door witness = switchboard.open(at(), this::echoAt, other);
            other.open = false;
            switchboard.recheck();
            Awaitility.await().until(witness::isShut);
            assertThatThrownBy(() -> say(socket, "three", SHORT)).isInstanceOf(SocketTimeoutException.class);

            change(true, true);
            socket.setSoTimeout(LONG);
            assertThat(new String(socket.getInputStream().readNBytes(5), StandardCharsets.UTF_8))
                    .isEqualTo("three");
        }
    }

    @Test
    void aSharedDoorAsksForEachHost() throws Exception {
        Switch shut = new Switch();
        shut.open = false;
        Door proxy = switchboard.openProxy(at(), this::echoAt, (host, port) -> port == 443 ? gate : shut);

        try (Socket socket = connect(proxy, LONG)) {
            String tunnel = "CONNECT a.example:443 HTTP/1.1\r\n\r\n";
            assertThat(say(socket, tunnel, LONG)).isEqualTo(tunnel);
        }
        try (Socket socket = connect(proxy, LONG)) {
            assertThatThrownBy(() -> say(socket, "CONNECT a.example:22 HTTP/1.1\r\n\r\n", SHORT))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(shut.dropped).containsExactly("shut");
        }
        try (Socket socket = connect(proxy, LONG)) {
            String plain = "GET http://a.example:443/x HTTP/1.1\r\n\r\n";
            assertThat(say(socket, plain, LONG)).isEqualTo(plain);
        }
    }

    @Test
    void eachExchangeIsHeldUpAndNotEachByte() throws Exception {
        gate.lag = Duration.ofMillis(300);
        try (Socket socket = connect(door, LONG)) {
            for (int i = 0; i < 2; i++) {
                long begin = System.nanoTime();
                socket.getOutputStream().write("o".getBytes(StandardCharsets.UTF_8));
                assertThat(say(socket, "ne", LONG)).isEqualTo("on");
                assertThat(socket.getInputStream().read()).isEqualTo('e');
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isBetween(Duration.ofMillis(300), Duration.ofMillis(LONG));
            }
            gate.lag = Duration.ZERO;
            assertThat(say(socket, "at once", LONG)).isEqualTo("at once");
        }
    }

    @Test
    void connectionsAreResetWhenTheyAreNewAndAnewWhenThatIsWanted() throws Exception {
        try (Socket open = connect(door, LONG)) {
            assertThat(say(open, "one", LONG)).isEqualTo("one");
            gate.resets = true;
            assertThat(say(open, "two", LONG)).isEqualTo("two");

            switchboard.reconsider();

            open.setSoTimeout(LONG);
            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> say(connect(door, LONG), "three", LONG)).isInstanceOf(SocketException.class);
        }
        gate.resets = false;
        try (Socket socket = connect(door, LONG)) {
            assertThat(say(socket, "four", LONG)).isEqualTo("four");
        }
    }

    @Test
    void whatCannotBeForwardedIsReset() throws Exception {
        echo.close();

        assertThatThrownBy(() -> {
                    try (Socket socket = connect(door, LONG)) {
                        say(socket, "hello", LONG);
                        throw new IOException("ended without a reset");
                    }
                })
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
    }
}
