package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.certificates.Trust;
import sh.lfc.nv.emulator.faults.Often;
import sh.lfc.nv.emulator.faults.Target.Calls;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.ResourceInUseException;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;

class HttpApiToFunctionTest {

    private static final String DOMAIN = "files.edge.example";

    @Test
    void aFunctionAnswersUnderItsDomainOnceItsPolicyLetsApiGatewayInvokeIt() throws Exception {
        try (LambdaAccount account = new LambdaAccount();
                ApiGatewayV2Client gateway = Clients.of(ApiGatewayV2Client.builder(), account.emulator)) {
            String function = account.create("answers", any -> {}).functionArn();
            String api = gateway.createApi(
                            b -> b.name("edge").protocolType(ProtocolType.HTTP).target(function))
                    .apiId();
            account.logs.createLogGroup(b -> b.logGroupName("/aws/lambda/access"));
            gateway.deleteStage(b -> b.apiId(api).stageName("$default"));
            gateway.createStage(
                    b -> b.apiId(api).stageName("$default").autoDeploy(true).accessLogSettings(a -> a.destinationArn(
                                    "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/access")
                            .format("$context.status $context.integrationErrorMessage")));
            String certificate = issued(account.emulator);
            gateway.createDomainName(
                    b -> b.domainName(DOMAIN).domainNameConfigurations(c -> c.certificateArn(certificate)));
            gateway.createApiMapping(b -> b.domainName(DOMAIN).apiId(api).stage("$default"));

            HttpResponse<String> refused = get(account.emulator);
            account.lambda.addPermission(b -> b.functionName("answers")
                    .statementId("api")
                    .action("lambda:InvokeFunction")
                    .principal("apigateway.amazonaws.com")
                    .sourceArn("arn:aws:execute-api:us-east-1:000000000000:" + api + "/*"));
            HttpResponse<String> answer = get(account.emulator);

            assertThat(refused.statusCode()).isEqualTo(500);
            Awaitility.await().untilAsserted(() -> assertThat(account.log("access"))
                    .first()
                    .isEqualTo("500 The IAM role configured on the integration or API Gateway doesn't have"
                            + " permissions to call the integration. Check the permissions and try again."));
            assertThat(answer.statusCode()).isEqualTo(200);
            try (AcmClient acm = Clients.of(AcmClient.builder(), account.emulator)) {
                assertThatThrownBy(() -> acm.deleteCertificate(b -> b.certificateArn(certificate)))
                        .isInstanceOf(ResourceInUseException.class)
                        .hasMessageContaining("Certificate " + certificate + " in account 000000000000 is in use.");
            }
            assertThat(answer.body()).contains("\"arn\":\"" + function + "\"");
            account.emulator
                    .faults()
                    .throttle(Calls.of("lambda", "Invoke").by("apigateway.amazonaws.com"), Often.times(1));
            assertThat(get(account.emulator).statusCode()).isEqualTo(500);
            assertThat(get(account.emulator).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFunctionFindsADomainByDnsOnceAZoneLeadsToIt() throws Exception {
        try (LambdaAccount account = new LambdaAccount();
                ApiGatewayV2Client gateway = Clients.of(ApiGatewayV2Client.builder(), account.emulator);
                Route53Client route53 = Clients.of(Route53Client.builder(), account.emulator)) {
            account.create("looks", any -> {});
            String certificate = issued(account.emulator);
            var target = gateway.createDomainName(
                            b -> b.domainName(DOMAIN).domainNameConfigurations(c -> c.certificateArn(certificate)))
                    .domainNameConfigurations()
                    .get(0);
            String question = "{\"resolve\":\"" + DOMAIN + "\"}";
            assertThat(account.invoke("looks", question).functionError()).isEqualTo("Unhandled");
            assertThat(addresses(account.emulator).statusCode()).isEqualTo(404);

            String zone = route53.listHostedZonesByName(list -> {})
                    .hostedZones()
                    .get(0)
                    .id();
            route53.changeResourceRecordSets(b -> b.hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(Change.builder()
                            .action(ChangeAction.CREATE)
                            .resourceRecordSet(set -> set.name(DOMAIN).type("A").aliasTarget(alias -> alias.dnsName(
                                            target.apiGatewayDomainName())
                                    .hostedZoneId(target.hostedZoneId())
                                    .evaluateTargetHealth(false)))
                            .build())));

            // A JVM keeps for ten seconds that there is no such name.
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            account.invoke("looks", question).payload().asUtf8String())
                    .isEqualTo("\"127.0.0.1\""));
            assertThat(addresses(account.emulator).body()).isEqualTo("127.0.0.1");
        }
    }

    /** As the emulator's own DNS has it. */
    private static HttpResponse<String> addresses(Emulator aws) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(aws.endpoint().resolve("/_emulator/dns/" + DOMAIN))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** A certificate that is proven in DNS. */
    private static String issued(Emulator aws) {
        try (AcmClient acm = Clients.of(AcmClient.builder(), aws);
                Route53Client route53 = Clients.of(Route53Client.builder(), aws)) {
            String arn = acm.requestCertificate(b -> b.domainName(DOMAIN).validationMethod(ValidationMethod.DNS))
                    .certificateArn();
            var record = acm.describeCertificate(b -> b.certificateArn(arn))
                    .certificate()
                    .domainValidationOptions()
                    .get(0)
                    .resourceRecord();
            String zone = route53.createHostedZone(b -> b.name("edge.example").callerReference("edge"))
                    .hostedZone()
                    .id();
            route53.changeResourceRecordSets(b -> b.hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(Change.builder()
                            .action(ChangeAction.CREATE)
                            .resourceRecordSet(set -> set.name(record.name())
                                    .type(record.typeAsString())
                                    .ttl(60L)
                                    .resourceRecords(value -> value.value(record.value())))
                            .build())));
            assertThat(acm.describeCertificate(b -> b.certificateArn(arn))
                            .certificate()
                            .statusAsString())
                    .isEqualTo("ISSUED");
            return arn;
        }
    }

    /** As a function or a user's client would: by the name, through the emulator as the proxy. */
    private static HttpResponse<String> get(Emulator aws) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", aws.port())))
                .sslContext(Trust.in(aws.caCertificate()))
                .build();
        return client.send(
                HttpRequest.newBuilder(URI.create("https://" + DOMAIN + "/anything"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
