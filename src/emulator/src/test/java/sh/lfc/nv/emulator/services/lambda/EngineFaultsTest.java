package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import sh.lfc.nv.emulator.faults.Fault;
import sh.lfc.nv.emulator.faults.Faults;
import sh.lfc.nv.emulator.faults.Often;
import software.amazon.awssdk.core.SdkBytes;

/** Faults on a function's way to its database, with real connections. */
@TestInstance(Lifecycle.PER_CLASS)
class EngineFaultsTest {

    private static final String RESET = "java.net.SocketException: (Connection reset( by peer)?|Broken pipe)";

    private LambdaAccount account;
    private Faults faults;
    private String host;

    @BeforeAll
    void start() throws Exception {
        account = new LambdaAccount();
        faults = account.emulator.faults();
        String vpc =
                account.ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        List<String> subnets =
                List.of(subnet(vpc, "10.9.1.0/24", "us-east-1a"), subnet(vpc, "10.9.2.0/24", "us-east-1b"));
        // Members of a VPC's default group reach one another.
        String group = account.ec2
                .describeSecurityGroups(r -> r.filters(f -> f.name("vpc-id").values(vpc)))
                .securityGroups()
                .get(0)
                .groupId();
        host = account.database(subnets, group);
        byte[] code = HandlerJar.of("Caller", FunctionNetworkTest.SOURCE);
        account.create("client", f -> f.handler("Caller::handleRequest")
                .code(c -> c.zipFile(SdkBytes.fromByteArray(code)))
                .vpcConfig(v -> v.subnetIds(subnets).securityGroupIds(group)));
    }

    private String subnet(String vpc, String range, String zone) {
        return account.ec2
                .createSubnet(r -> r.vpcId(vpc).cidrBlock(range).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    @AfterEach
    void clear() {
        faults.clear();
    }

    @AfterAll
    void end() {
        account.close();
    }

    private String ask(Map<String, String> event) throws IOException {
        return account.answer("client", new ObjectMapper().writeValueAsString(event))
                .asText();
    }

    private String connect(int patienceMillis) throws IOException {
        return ask(Map.of("host", host, "port", "5432", "patience", Integer.toString(patienceMillis)));
    }

    @Test
    void aDatabaseThatRefusesResetsConnectionsOfFunctionsAlone() throws Exception {
        assertThat(ask(Map.of("keep", host, "port", "5432"))).isEqualTo("kept");

        Fault fault = faults.refuse("db:files", Often.ALWAYS);

        assertThat(ask(Map.of("use", "it"))).matches(RESET);
        assertThat(connect(10_000)).matches(RESET);
        try (Socket ofTheOperator =
                new Socket(account.emulator.hostNames().find(host).orElseThrow(), 5432)) {
            ofTheOperator.getOutputStream().write(new byte[] {0, 0, 0, 8, 4, (byte) 210, 22, 47});
            assertThat(ofTheOperator.getInputStream().read()).isIn((int) 'S', (int) 'N');
        }
        assertThat(faults.clear(fault.id()).struck()).isGreaterThanOrEqualTo(2);
        assertThat(connect(10_000)).isIn("S", "N");
    }

    @Test
    void anExchangeWithASlowDatabaseTakesLonger() throws Exception {
        assertThat(connect(10_000)).isIn("S", "N");
        faults.slow("db:files", Duration.ofMillis(1_500), Often.times(2));

        String impatient = connect(700);
        long begin = System.nanoTime();
        String patient = connect(10_000);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(impatient).isEqualTo(FunctionNetworkTest.READ_TIMEOUT);
        assertThat(patient).isIn("S", "N");
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
        assertThat(faults.clear()).allSatisfy(fault -> assertThat(fault.over()).isTrue());
        assertThat(connect(10_000)).isIn("S", "N");
    }

    @Test
    void aPausedDatabaseTakesConnectionsAndDoesNotAnswer() throws Exception {
        Fault fault = faults.pause("db:files", Often.ALWAYS);

        assertThat(connect(700)).isEqualTo(FunctionNetworkTest.READ_TIMEOUT);

        faults.clear(fault.id());
        assertThat(connect(10_000)).isIn("S", "N");
    }

    @Test
    void aStoppedDatabaseIsNotReached() throws Exception {
        Fault fault = faults.stop("db:files", Often.ALWAYS);

        assertThat(connect(10_000)).matches(RESET);

        faults.clear(fault.id());
        assertThat(connect(10_000)).isIn("S", "N");
    }
}
