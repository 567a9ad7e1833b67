package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static sh.lfc.nv.emulator.authorization.Refused.allow;
import static sh.lfc.nv.emulator.authorization.Refused.policy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.TagResourceType;

/** Names, certificates and APIs. */
@ExtendWith(EmulatorExtension.class)
class EdgeAuthorizationTest {

    private static final Refused ROUTE53 = new Refused("AccessDenied", 403);
    private static final Refused ACM = new Refused("AccessDeniedException", 400);
    private static final Refused API = new Refused("AccessDeniedException", 403);
    private static final String APIS = "arn:aws:apigateway:us-east-1::";

    @Test
    void recordsChangeByTheirNamesAndTypes(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String zone = zone(accounts, "records.example");
        String arn = "arn:aws:route53:::hostedzone/" + zone.replace("/hostedzone/", "");
        Route53Client none = accounts.role(Route53Client.builder(), "dns-none", null);
        Route53Client proof = accounts.role(
                Route53Client.builder(),
                "dns-proof",
                policy(allow(arn, "route53:ChangeResourceRecordSets")
                        + ",'Condition':{'ForAllValues:StringEquals':{"
                        + "'route53:ChangeResourceRecordSetsNormalizedRecordNames':['www.records.example'],"
                        + "'route53:ChangeResourceRecordSetsRecordTypes':['TXT'],"
                        + "'route53:ChangeResourceRecordSetsActions':['UPSERT']}}"));

        ROUTE53.with(
                none::listHostedZones,
                "User: arn:aws:sts::000000000000:assumed-role/dns-none/test is not authorized to perform:"
                        + " route53:ListHostedZones because no identity-based policy allows the"
                        + " route53:ListHostedZones action");
        ROUTE53.lacks(() -> none.getHostedZone(get -> get.id(zone)), "dns-none", "route53:GetHostedZone", arn);
        assertThatCode(() -> change(proof, zone, "WWW.records.example.", RRType.TXT))
                .doesNotThrowAnyException();
        ROUTE53.lacks(
                () -> change(proof, zone, "www.records.example.", RRType.SPF),
                "dns-proof",
                "route53:ChangeResourceRecordSets",
                arn);
        ROUTE53.lacks(
                () -> change(proof, zone, "records.example.", RRType.TXT),
                "dns-proof",
                "route53:ChangeResourceRecordSets",
                arn);
    }

    private static String zone(Accounts accounts, String name) {
        return accounts.root(Route53Client.builder())
                .createHostedZone(create -> create.name(name).callerReference(name))
                .hostedZone()
                .id();
    }

    private static void change(Route53Client route53, String zone, String name, RRType type) {
        route53.changeResourceRecordSets(change -> change.hostedZoneId(zone)
                .changeBatch(batch -> batch.changes(Change.builder()
                        .action(ChangeAction.UPSERT)
                        .resourceRecordSet(record ->
                                record.name(name).type(type).ttl(60L).resourceRecords(value -> value.value("\"a\"")))
                        .build())));
    }

    @Test
    void zonesAreReadByTheirTags(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String zone = zone(accounts, "tagged.example");
        String id = zone.replace("/hostedzone/", "");
        accounts.root(Route53Client.builder())
                .changeTagsForResource(change -> change.resourceType(TagResourceType.HOSTEDZONE)
                        .resourceId(id)
                        .addTags(tag -> tag.key("team").value("a")));
        Route53Client byTag = accounts.role(
                Route53Client.builder(),
                "dns-by-tag",
                policy(allow("*", "route53:GetHostedZone")
                        + ",'Condition':{'StringEquals':{'aws:ResourceTag/team':'a'}}"));

        assertThatCode(() -> byTag.getHostedZone(get -> get.id(zone))).doesNotThrowAnyException();
        ROUTE53.lacks(
                () -> byTag.listTagsForResource(
                        list -> list.resourceType(TagResourceType.HOSTEDZONE).resourceId(id)),
                "dns-by-tag",
                "route53:ListTagsForResource",
                "arn:aws:route53:::hostedzone/" + id);
    }

    @Test
    void certificatesAreRequestedForTheNamesThatThePolicyAllows(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        AcmClient own = accounts.role(
                AcmClient.builder(),
                "cert-own",
                policy(allow("*", "acm:RequestCertificate")
                        + ",'Condition':{'ForAllValues:StringLike':{'acm:DomainNames':'*.own.example'},"
                        + "'StringEquals':{'acm:ValidationMethod':'DNS'}}"));

        String arn = own.requestCertificate(request -> request.domainName("a.own.example")
                        .subjectAlternativeNames("b.own.example")
                        .validationMethod(ValidationMethod.DNS))
                .certificateArn();
        ACM.lacks(
                () -> own.requestCertificate(request -> request.domainName("a.own.example")
                        .subjectAlternativeNames("b.other.example")
                        .validationMethod(ValidationMethod.DNS)),
                "cert-own",
                "acm:RequestCertificate",
                "*");
        ACM.lacks(
                () -> own.describeCertificate(describe -> describe.certificateArn(arn)),
                "cert-own",
                "acm:DescribeCertificate",
                arn);
    }

    @Test
    void apisAreWrittenByMethodAndPath(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String api = accounts.root(ApiGatewayV2Client.builder())
                .createApi(create ->
                        create.name("shop").protocolType(ProtocolType.HTTP).tags(Map.of("team", "a")))
                .apiId();
        ApiGatewayV2Client apis = accounts.role(
                ApiGatewayV2Client.builder(),
                "api-writer",
                policy(
                        allow(APIS + "/apis", "apigateway:POST"),
                        allow(APIS + "/apis/*/routes", "apigateway:POST"),
                        allow("*", "apigateway:GET") + ",'Condition':{'StringEquals':{'aws:ResourceTag/team':'a'}}"));

        assertThatCode(() -> apis.createRoute(create -> create.apiId(api).routeKey("GET /a")))
                .doesNotThrowAnyException();
        assertThatCode(() -> apis.getRoutes(get -> get.apiId(api))).doesNotThrowAnyException();
        API.lacks(apis::getApis, "api-writer", "apigateway:GET", APIS + "/apis");
        API.lacks(
                () -> apis.deleteApi(delete -> delete.apiId(api)),
                "api-writer",
                "apigateway:DELETE",
                APIS + "/apis/" + api);
        API.lacks(
                () -> apis.createApi(create ->
                        create.name("tagged").protocolType(ProtocolType.HTTP).tags(Map.of("team", "a"))),
                "api-writer",
                "apigateway:POST",
                APIS + "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fv2%2Fapis%2F*");
        API.lacks(
                () -> apis.untagResource(
                        untag -> untag.resourceArn(APIS + "/apis/" + api).tagKeys("team")),
                "api-writer",
                "apigateway:DELETE",
                APIS + "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fapis%2F" + api);
    }
}
