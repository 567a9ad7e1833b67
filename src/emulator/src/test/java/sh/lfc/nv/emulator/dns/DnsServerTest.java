package sh.lfc.nv.emulator.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

class DnsServerTest {

    private static Emulator aws;
    private static String zone;

    @BeforeAll
    static void start() throws IOException {
        aws = Emulator.builder().port(0).dns(0).start();
        try (Route53Client route53 = Clients.of(Route53Client.builder(), aws)) {
            zone = route53.createHostedZone(b -> b.name("dns.example").callerReference("dns"))
                    .hostedZone()
                    .id();
            route53.changeResourceRecordSets(b -> b.hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(
                            create("www.dns.example", RRType.A, "192.0.2.1", "192.0.2.2"),
                            create("*.wild.dns.example", RRType.A, "192.0.2.3"),
                            create("alias.of.dns.example", RRType.CNAME, "www.dns.example"),
                            create("text.dns.example", RRType.TXT, "\"a \\052 b\" \"c\""),
                            create("sub.dns.example", RRType.NS, "ns.elsewhere.example."),
                            create("large.dns.example", RRType.TXT, large()))));
            route53.changeResourceRecordSets(b -> b.hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(
                            alias("dns.example", "www.dns.example", zone.replace("/hostedzone/", "")),
                            alias("api.dns.example", "d-1.execute-api.us-east-1.amazonaws.com", "Z1UJRXOUMOOFQ8"))));
        }
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @Test
    void recordsAreAnsweredWithAuthority() throws IOException {
        Message answer = ask("WWW.dns.example", Type.A);

        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(data(answer, Section.ANSWER)).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(data(ask("text.dns.example", Type.TXT), Section.ANSWER)).containsExactly("\"a * b\" c");
    }

    @Test
    void aliasesAreFollowed() throws IOException {
        assertThat(data(ask("dns.example", Type.A), Section.ANSWER)).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(data(ask("api.dns.example", Type.A), Section.ANSWER)).containsExactly("127.0.0.1");
        assertThat(data(ask("alias.of.dns.example", Type.A), Section.ANSWER))
                .containsExactly("www.dns.example.", "192.0.2.1", "192.0.2.2");
    }

    @Test
    void aWildcardStandsForNamesThatDoNotExist() throws IOException {
        assertThat(data(ask("a.b.wild.dns.example", Type.A), Section.ANSWER)).containsExactly("192.0.2.3");
        assertThat(ask("a.b.wild.dns.example", Type.MX).getHeader().getRcode()).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void aMissingNameIsToldFromAMissingType() throws IOException {
        Message noName = ask("nothing.dns.example", Type.A);
        Message noType = ask("www.dns.example", Type.AAAA);
        Message emptyName = ask("of.dns.example", Type.A);

        assertThat(noName.getHeader().getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(noType.getHeader().getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(emptyName.getHeader().getRcode()).isEqualTo(Rcode.NOERROR);
        for (Message negative : List.of(noName, noType, emptyName)) {
            assertThat(negative.getSection(Section.ANSWER)).isEmpty();
            assertThat(negative.getSection(Section.AUTHORITY))
                    .singleElement()
                    .satisfies(record -> assertThat(record.getType()).isEqualTo(Type.SOA));
        }
    }

    @Test
    void aDelegatedNameIsReferredToItsServers() throws IOException {
        Message answer = ask("x.sub.dns.example", Type.A);

        assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(data(answer, Section.AUTHORITY)).containsExactly("ns.elsewhere.example.");
    }

    @Test
    void namesOfOthersAreRefusedAndAwsLeadsHere() throws IOException {
        assertThat(ask("example.com", Type.A).getHeader().getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(data(ask("s3.us-east-1.amazonaws.com", Type.A), Section.ANSWER))
                .containsExactly("127.0.0.1");
    }

    @Test
    void aLargeAnswerComesOverTcp() throws IOException {
        SimpleResolver udp = resolver();
        udp.setIgnoreTruncation(true);

        Message truncated = udp.send(query("large.dns.example", Type.TXT));
        Message whole = ask("large.dns.example", Type.TXT);

        assertThat(truncated.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(whole.getSection(Section.ANSWER)).hasSize(10);
    }

    private static Message ask(String name, int type) throws IOException {
        return resolver().send(query(name, type));
    }

    private static SimpleResolver resolver() {
        SimpleResolver resolver = new SimpleResolver(aws.dns().orElseThrow());
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver;
    }

    private static Message query(String name, int type) throws IOException {
        return Message.newQuery(org.xbill.DNS.Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
    }

    private static List<String> data(Message message, int section) {
        return message.getSection(section).stream()
                .map(org.xbill.DNS.Record::rdataToString)
                .toList();
    }

    private static String[] large() {
        return IntStream.range(0, 10)
                .mapToObj(i -> "\"" + String.valueOf(i).repeat(200) + "\"")
                .toArray(String[]::new);
    }

    private static Change create(String name, RRType type, String... values) {
        return Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(set -> set.name(name)
                        .type(type)
                        .ttl(60L)
                        .resourceRecords(Arrays.stream(values)
                                .map(value ->
                                        ResourceRecord.builder().value(value).build())
                                .toList()))
                .build();
    }

    private static Change alias(String name, String target, String zoneId) {
        return Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(set -> set.name(name)
                        .type(RRType.A)
                        .aliasTarget(a -> a.dnsName(target).hostedZoneId(zoneId).evaluateTargetHealth(false)))
                .build();
    }
}
