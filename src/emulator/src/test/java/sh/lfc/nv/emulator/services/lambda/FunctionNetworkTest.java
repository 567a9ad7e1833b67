package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** What a function's process reaches, with real connections: a database, AWS and HTTPS domains. */
@TestInstance(Lifecycle.PER_CLASS)
class FunctionNetworkTest {

    /** Asks a server for TLS as PostgreSQL's clients do, or for anything over HTTP, on a new or a kept connection. */
    static final String SOURCE =
            """
            import com.amazonaws.services.lambda.runtime.Context;
            import com.amazonaws.services.lambda.runtime.RequestHandler;
            import java.io.IOException;
            import java.net.InetSocketAddress;
            import java.net.Socket;
            import java.net.URI;
            import java.util.Map;

            public class Caller implements RequestHandler<Map<String, String>, String> {
                private static Socket kept;
                private static int patience;

                public String handleRequest(Map<String, String> event, Context context) {
                    patience = Integer.parseInt(event.getOrDefault("patience", "10000"));
                    try {
                        if (event.containsKey("address")) {
                            return java.net.InetAddress.getByName(event.get("address")).getHostAddress();
                        }
                        if (event.containsKey("service")) {
                            return http(URI.create(System.getenv("AWS_ENDPOINT_URL_" + event.get("service"))), "/");
                        }
                        if (event.containsKey("s3")) {
                            URI proxy = URI.create("http://" + System.getProperty("http.proxyHost") + ":"
                                    + System.getProperty("http.proxyPort"));
                            return http(proxy, System.getenv("AWS_ENDPOINT_URL") + "/nobody-s-bucket");
                        }
                        if (event.containsKey("tunnel")) {
                            URI proxy = URI.create("http://" + System.getProperty("https.proxyHost") + ":"
                                    + System.getProperty("https.proxyPort"));
                            return talk(open(proxy.getHost(), proxy.getPort()),
                                    "CONNECT " + event.get("tunnel") + ":443 HTTP/1.1\\r\\nHost: "
                                    + event.get("tunnel") + "\\r\\n\\r\\n");
                        }
                        if (event.containsKey("keep")) {
                            kept = open(event.get("keep"), Integer.parseInt(event.get("port")));
                            return "kept";
                        }
                        if (event.containsKey("use")) {
                            return talk(kept, "\\0\\0\\0\\10\\4\\322\\26\\57");
                        }
                        return talk(open(event.get("host"), Integer.parseInt(event.get("port"))),
                                "\\0\\0\\0\\10\\4\\322\\26\\57");
                    } catch (IOException e) {
                        return e.toString();
                    }
                }

                private static Socket open(String host, int port) throws IOException {
                    Socket socket = new Socket();
                    socket.connect(new InetSocketAddress(host, port), 700);
                    return socket;
                }

                private static String http(URI to, String path) throws IOException {
                    return talk(open(to.getHost(), to.getPort()),
                            "GET " + path + " HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n");
                }

                private static String talk(Socket socket, String words) throws IOException {
                    socket.setSoTimeout(patience);
                    socket.getOutputStream().write(words.getBytes("ISO-8859-1"));
                    byte[] answer = new byte[15];
                    int count = socket.getInputStream().read(answer);
                    return count < 0 ? "end" : new String(answer, 0, count, "ISO-8859-1");
                }
            }
            """;

    private static final String CONNECT_TIMEOUT = "java.net.SocketTimeoutException: Connect timed out";
    static final String READ_TIMEOUT = "java.net.SocketTimeoutException: Read timed out";

    private LambdaAccount account;
    private Ec2Client ec2;
    private byte[] code;
    private String vpc;
    private List<String> subnets;
    private String databaseGroup;
    private String host;

    @BeforeAll
    void start() throws Exception {
        account = new LambdaAccount();
        ec2 = account.ec2;
        code = HandlerJar.of("Caller", SOURCE);
        vpc = ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        subnets = List.of(subnet("10.9.1.0/24", "us-east-1a"), subnet("10.9.2.0/24", "us-east-1b"));
        databaseGroup = group("nv-postgres");
        host = account.database(subnets, databaseGroup);
    }

    @AfterAll
    void end() {
        account.close();
    }

    @Test
    void aFunctionReachesADatabaseAsLongAsBothSecurityGroupsLetIt() throws Exception {
        String group = group("nv-reaches");
        function("reaches", subnet("10.9.11.0/24", "us-east-1a"), group);
        assertThat(ask("reaches", toDatabase())).isEqualTo(CONNECT_TIMEOUT);
        assertThat(explain("reaches", "db:files").path("text").asText())
                .contains("STOP  security group " + databaseGroup
                        + " (nv-postgres) has no inbound rule for tcp 5432 from " + group + " (nv-reaches)");

        admit(group);
        assertThat(ask("reaches", toDatabase())).isIn("S", "N");
        assertThat(explain("reaches", "db:files").path("reachable").asBoolean()).isTrue();

        ec2.revokeSecurityGroupEgress(r ->
                r.groupId(group).ipPermissions(p -> p.ipProtocol("-1").ipRanges(range -> range.cidrIp("0.0.0.0/0"))));
        assertThat(ask("reaches", toDatabase())).isEqualTo(CONNECT_TIMEOUT);
        assertThat(explain("reaches", "db:files").path("text").asText())
                .contains("security group " + group + " (nv-reaches) has no outbound rule for tcp 5432");
    }

    @Test
    void anExistingConnectionOutlivesItsRuleAndNotANetworkAcl() {
        String group = group("nv-keeps");
        String subnet = subnet("10.9.12.0/24", "us-east-1a");
        admit(group);
        function("keeps", subnet, group);
        assertThat(ask("keeps", Map.of("keep", host, "port", "5432"))).isEqualTo("kept");

        revoke(group);
        assertThat(ask("keeps", Map.of("use", "it"))).isIn("S", "N");

        admit(group);
        assertThat(ask("keeps", Map.of("keep", host, "port", "5432"))).isEqualTo("kept");
        String acl = ec2.createNetworkAcl(r -> r.vpcId(vpc)).networkAcl().networkAclId();
        String association = ec2
                .describeNetworkAcls(r -> r.filters(Filter.builder()
                        .name("association.subnet-id")
                        .values(subnet)
                        .build()))
                .networkAcls()
                .get(0)
                .associations()
                .stream()
                .filter(each -> each.subnetId().equals(subnet))
                .findFirst()
                .orElseThrow()
                .networkAclAssociationId();
        ec2.replaceNetworkAclAssociation(r -> r.associationId(association).networkAclId(acl));
        assertThat(ask("keeps", Map.of("use", "it", "patience", "500"))).isEqualTo(READ_TIMEOUT);

        for (boolean egress : new boolean[] {true, false}) {
            ec2.createNetworkAclEntry(r -> r.networkAclId(acl)
                    .ruleNumber(100)
                    .egress(egress)
                    .protocol("-1")
                    .ruleAction(RuleAction.ALLOW)
                    .cidrBlock("0.0.0.0/0"));
        }
        assertThat(ask("keeps", Map.of("use", "it"))).isIn("S", "N", "NN", "SS");
    }

    @Test
    void aFunctionInNoVpcDoesNotReachAPrivateDatabaseButAws() throws Exception {
        account.create(
                "free", f -> f.handler("Caller::handleRequest").code(c -> c.zipFile(SdkBytes.fromByteArray(code))));

        assertThat(ask("free", toDatabase())).isEqualTo(CONNECT_TIMEOUT);
        assertThat(explain("free", "db:files").path("text").asText()).contains("the source is in no VPC");
        assertThat(ask("free", Map.of("tunnel", "s3.us-east-1.amazonaws.com"))).startsWith("HTTP/1.1 200");
    }

    @Test
    void s3IsReachedThroughItsGatewayEndpointAndOtherServicesNeedANatGateway() throws Exception {
        String subnet = subnet("10.9.13.0/24", "us-east-1a");
        String table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
        ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet));
        function("stores", subnet, group("nv-stores"));
        assertThat(ask("stores", Map.of("s3", ""))).isEqualTo(CONNECT_TIMEOUT);

        ec2.createVpcEndpoint(
                r -> r.vpcId(vpc).serviceName("com.amazonaws.us-east-1.s3").routeTableIds(table));

        assertThat(ask("stores", Map.of("s3", ""))).startsWith("HTTP/1.1 404");
        assertThat(ask("stores", Map.of("service", "SQS"))).isEqualTo(CONNECT_TIMEOUT);
        assertThat(ask("stores", Map.of("tunnel", "s3.us-east-1.amazonaws.com")))
                .startsWith("HTTP/1.1 200");
        assertThat(ask("stores", Map.of("tunnel", "sqs.us-east-1.amazonaws.com", "patience", "500")))
                .isEqualTo(READ_TIMEOUT);
        assertThat(explain("stores", "aws:sqs").path("text").asText())
                .contains("STOP  route table " + table + " of subnet " + subnet + " has no route to aws:sqs");
        assertThat(explain("stores", "aws:s3").path("reachable").asBoolean()).isTrue();
    }

    @Test
    void whereTheResolverOfTheVpcIsOffNamesDoNotResolve() {
        String other = ec2.createVpc(r -> r.cidrBlock("10.8.0.0/16")).vpc().vpcId();
        String subnet = ec2.createSubnet(r -> r.vpcId(other).cidrBlock("10.8.1.0/24"))
                .subnet()
                .subnetId();
        String group = ec2.createSecurityGroup(
                        r -> r.vpcId(other).groupName("nv-deaf").description("d"))
                .groupId();
        function("deaf", subnet, group);
        assertThat(ask("deaf", Map.of("address", host))).startsWith("127.");

        ec2.modifyVpcAttribute(r -> r.vpcId(other).enableDnsSupport(off -> off.value(false)));

        // A JVM keeps for a second what it has resolved.
        Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> ask("deaf", Map.of("address", host))
                .startsWith("java.net.UnknownHostException"));
    }

    @Test
    void questionsThatMakeNoSenseAreToldSo() throws Exception {
        assertThat(get("from=function:nobody&to=db:files").body()).isEqualTo("there is no function nobody");
        assertThat(get("from=internet&to=db:nothing").statusCode()).isEqualTo(400);
        assertThat(get("from=internet&to=db:files&port=x").body()).contains("port is a number");
        assertThat(get("from=internet").body()).isEqualTo("the parameter to is missing");
    }

    private Map<String, String> toDatabase() {
        return Map.of("host", host, "port", "5432");
    }

    private String subnet(String range, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(range).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    private String group(String name) {
        return ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName(name).description(name))
                .groupId();
    }

    private void admit(String group) {
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(databaseGroup).ipPermissions(postgresFrom(group)));
    }

    private void revoke(String group) {
        ec2.revokeSecurityGroupIngress(r -> r.groupId(databaseGroup).ipPermissions(postgresFrom(group)));
    }

    private static IpPermission postgresFrom(String group) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(5432)
                .toPort(5432)
                .userIdGroupPairs(UserIdGroupPair.builder().groupId(group).build())
                .build();
    }

    private void function(String name, String subnet, String group) {
        account.create(name, f -> f.handler("Caller::handleRequest")
                .code(c -> c.zipFile(SdkBytes.fromByteArray(code)))
                .vpcConfig(v -> v.subnetIds(subnet).securityGroupIds(group)));
    }

    private String ask(String function, Map<String, String> event) {
        try {
            return account.answer(function, new ObjectMapper().writeValueAsString(event))
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode explain(String function, String to) throws Exception {
        return new ObjectMapper()
                .readTree(get("from=function:" + function + "&to=" + to).body());
    }

    private HttpResponse<String> get(String query) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        account.emulator.endpoint().resolve("/_emulator/network/explain?" + query))
                                .build(),
                        BodyHandlers.ofString());
    }
}
