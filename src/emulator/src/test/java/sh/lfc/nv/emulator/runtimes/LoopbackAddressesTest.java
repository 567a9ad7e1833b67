package sh.lfc.nv.emulator.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackAddressesTest {

    @Test
    void eachLeaseHasAnAddressOfItsOwnWithThePortFree() throws Exception {
        try (LoopbackAddresses some = new LoopbackAddresses();
                LoopbackAddresses others = new LoopbackAddresses()) {
            Set<InetAddress> addresses = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                addresses.add(some.take(5432).address());
                LoopbackAddresses.Lease lease = others.take(5432);
                addresses.add(lease.address());
                assertThat(lease.address().isLoopbackAddress()).isTrue();
                assertThat(lease.port()).isEqualTo(5432);
                try (ServerSocket engine = new ServerSocket()) {
                    engine.bind(new InetSocketAddress(lease.address(), lease.port()));
                }
            }

            assertThat(addresses).hasSize(40);
        }
    }

    @Test
    void whereThePortIsTakenEverywhereAnotherIsFound() throws Exception {
        try (ServerSocket everywhere = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                LoopbackAddresses addresses = new LoopbackAddresses()) {
            LoopbackAddresses.Lease lease = addresses.take(everywhere.getLocalPort());

            assertThat(lease.port()).isNotEqualTo(everywhere.getLocalPort()).isPositive();
            assertThat(lease.address().isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void whereOnlySomeAddressesListenTheyAreSharedOutUntilNoneIsLeft() throws Exception {
        InetAddress alias = InetAddress.getByName("127.9.77.1");
        try (LoopbackAddresses addresses = new LoopbackAddresses(List.of(alias))) {
            assertThat(addresses.own(5432).orElseThrow().address()).isEqualTo(alias);

            assertThat(addresses.own(5432)).isEmpty();
        }
    }
}
