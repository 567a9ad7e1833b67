package sh.lfc.nv.emulator.services.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.DirectCalls;

class NetworkTest {

    private static final Scope SCOPE = new Scope(Scope.DEFAULT_ACCOUNT, "us-east-1");

    private DirectCalls calls;
    private Network network;
    private Network.Vpc vpc;
    private Network.Subnet subnet;

    @BeforeEach
    void network(@TempDir Path data) {
        calls = new DirectCalls(data);
        network = new Ec2(calls.platform()).network();
        vpc = network.defaultVpc(SCOPE).orElseThrow();
        subnet = network.subnets(SCOPE, vpc.id()).get(0);
    }

    @AfterEach
    void end() {
        calls.close();
    }

    private Network.Placement placement(String... groups) {
        return new Network.Placement(subnet.id(), List.of(groups), "RDSNetworkInterface", "amazon-rds", "interface");
    }

    @Test
    void aServicePlacesAnInterfaceAndTakesItAwayAgain() {
        Network.Interface placed = network.place(SCOPE, placement());

        assertThat(placed.privateAddress()).isEqualTo("172.31.0.4");
        assertThat(placed.groupIds())
                .containsExactly(network.defaultSecurityGroup(SCOPE, vpc.id())
                        .orElseThrow()
                        .id());
        assertThat(network.interfaces(SCOPE, vpc.id())).containsExactly(placed);
        assertThat(network.subnet(SCOPE, subnet.id()).orElseThrow().availableAddresses())
                .isEqualTo(subnet.availableAddresses() - 1);

        network.release(SCOPE, placed.id());

        assertThat(network.subnet(SCOPE, subnet.id())).contains(subnet);
    }

    @Test
    void anInterfaceNeedsGroupsThatExist() {
        assertThatThrownBy(() -> network.place(SCOPE, placement("sg-0123456789abcdef0")))
                .isInstanceOfSatisfying(
                        AwsError.class, refusal -> assertThat(refusal.code()).isEqualTo("InvalidGroup.NotFound"));
    }

    @Test
    void theRoutesOfASubnetWithoutATableAreThoseOfTheMainOne() {
        Network.Routes routes = network.routes(SCOPE, subnet.id()).orElseThrow();

        assertThat(routes.isMain()).isTrue();
        assertThat(routes.routes())
                .extracting(Network.Route::destination)
                .containsExactly("172.31.0.0/16", "0.0.0.0/0");
        assertThat(routes.routes()).allMatch(Network.Route::active);
    }

    @Test
    void theNetworkAclOfASubnetIsTheDefaultOne() {
        assertThat(network.acl(SCOPE, subnet.id()).orElseThrow().entries())
                .extracting(Network.AclEntry::number, Network.AclEntry::egress, Network.AclEntry::allows)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(100, true, true),
                        org.assertj.core.groups.Tuple.tuple(32767, true, false),
                        org.assertj.core.groups.Tuple.tuple(100, false, true),
                        org.assertj.core.groups.Tuple.tuple(32767, false, false));
    }

    @Test
    void rulesNameTheirPeers() {
        String group =
                network.defaultSecurityGroup(SCOPE, vpc.id()).orElseThrow().id();

        assertThat(network.rules(SCOPE, group))
                .extracting(Network.Rule::egress, Network.Rule::peer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, "0.0.0.0/0"),
                        org.assertj.core.groups.Tuple.tuple(false, group));
    }
}
