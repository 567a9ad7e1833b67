package sh.lfc.nv.emulator.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Answers one query from zones and endpoints (RFC 1034, wildcards by RFC 4592). Safe for use by many threads.
 */
final class Resolver {

    private static final Logger log = LoggerFactory.getLogger(Resolver.class);
    /** In seconds; of an alias record that leads to an endpoint, and of endpoints themselves. */
    private static final long ENDPOINT_TTL = 60;

    private static final int MAX_LINKS = 8;

    private final Zones zones;
    private final Endpoints endpoints;
    private final AtomicLong turn = new AtomicLong();

    Resolver(Zones zones, Endpoints endpoints) {
        this.zones = zones;
        this.endpoints = endpoints;
    }

    Message answer(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        org.xbill.DNS.Record question = query.getQuestion();
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            answer.getHeader().setRcode(Rcode.NOTIMP);
            return answer;
        }
        if (question == null) {
            answer.getHeader().setRcode(Rcode.FORMERR);
            return answer;
        }
        answer.addRecord(question, Section.QUESTION);
        if (query.getOPT() != null) {
            answer.addRecord(new OPTRecord(DnsServer.MAX_UDP, 0, 0), Section.ADDITIONAL);
        }
        answer.getHeader().setRcode(question.getDClass() == DClass.IN ? resolve(question, answer) : Rcode.REFUSED);
        return answer;
    }

    private int resolve(org.xbill.DNS.Record question, Message answer) {
        Name name = question.getName();
        int type = question.getType();
        for (int link = 0; link < MAX_LINKS; link++) {
            Optional<Zones.Zone> zone = zones.of(text(name));
            if (zone.isEmpty()) {
                boolean known = endpoint(name, name, type, answer);
                return known || link > 0 ? Rcode.NOERROR : Rcode.REFUSED;
            }
            answer.getHeader().setFlag(Flags.AA);
            if (refer(zone.get(), name, type, answer)) {
                return Rcode.NOERROR;
            }
            Optional<List<RecordSet>> sets = sets(zone.get(), name);
            if (sets.isEmpty()) {
                negative(zone.get(), answer);
                return Rcode.NXDOMAIN;
            }
            Optional<RecordSet> canonical = ofType(sets.get(), "CNAME").findFirst();
            if (canonical.isPresent() && type != Type.CNAME && type != Type.ANY) {
                List<org.xbill.DNS.Record> records = records(name, canonical.get());
                records.forEach(record -> answer.addRecord(record, Section.ANSWER));
                name = records.isEmpty() ? name : ((CNAMERecord) records.get(0)).getTarget();
                continue;
            }
            if (!add(sets.get(), name, type, answer)) {
                negative(zone.get(), answer);
            }
            return Rcode.NOERROR;
        }
        return Rcode.SERVFAIL;
    }

    /** The records of the name, or of the wildcard that stands for it; empty when the name does not exist. */
    private static Optional<List<RecordSet>> sets(Zones.Zone zone, Name name) {
        if (zone.exists(text(name))) {
            return Optional.of(zone.at(text(name)));
        }
        Name origin = name(zone.origin());
        for (Name parent = new Name(name, 1); parent.subdomain(origin); parent = new Name(parent, 1)) {
            List<RecordSet> wildcard = zone.at("*." + text(parent));
            if (!wildcard.isEmpty()) {
                return Optional.of(wildcard);
            }
            if (zone.exists(text(parent)) || parent.equals(origin)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Adds the records of the type, following aliases. */
    private boolean add(List<RecordSet> sets, Name name, int type, Message answer) {
        List<RecordSet> wanted =
                type == Type.ANY ? sets : ofType(sets, Type.string(type)).toList();
        boolean added = false;
        for (RecordSet set : chosen(wanted)) {
            if (set.alias() != null) {
                added |= alias(set, name, answer);
            } else {
                for (org.xbill.DNS.Record record : records(name, set)) {
                    answer.addRecord(record, Section.ANSWER);
                    added = true;
                }
            }
        }
        return added;
    }

    /** The target's records under the alias's own name, as if they were its own. */
    private boolean alias(RecordSet set, Name name, Message answer) {
        String target = set.alias();
        for (int link = 0; link < MAX_LINKS; link++) {
            Name at = name(target);
            Optional<Zones.Zone> zone = zones.of(target);
            if (zone.isEmpty()) {
                return endpoint(name, at, Type.value(set.type()), answer);
            }
            List<RecordSet> targets = chosen(
                    ofType(sets(zone.get(), at).orElse(List.of()), set.type()).toList());
            if (targets.isEmpty()) {
                return false;
            }
            if (targets.get(0).alias() == null) {
                targets.forEach(
                        each -> records(name, each).forEach(record -> answer.addRecord(record, Section.ANSWER)));
                return true;
            }
            target = targets.get(0).alias();
        }
        return false;
    }

    private boolean endpoint(Name owner, Name host, int type, Message answer) {
        String text = text(host);
        Optional<InetAddress> address =
                endpoints.find(text.substring(0, text.length() - 1).toLowerCase(Locale.ROOT));
        if (address.isEmpty()) {
            return false;
        }
        answer.getHeader().setFlag(Flags.AA);
        if (address.get() instanceof Inet4Address && (type == Type.A || type == Type.ANY)) {
            answer.addRecord(new ARecord(owner, DClass.IN, ENDPOINT_TTL, address.get()), Section.ANSWER);
        }
        return true;
    }

    /** One of several weighted sets, in turn and by weight; all of the others. */
    private List<RecordSet> chosen(List<RecordSet> sets) {
        long total = sets.stream()
                .filter(set -> set.weight() != null)
                .mapToLong(RecordSet::weight)
                .sum();
        if (total == 0) {
            return sets;
        }
        long at = Math.floorMod(turn.getAndIncrement(), total);
        for (RecordSet set : sets) {
            at -= set.weight() == null ? 0 : set.weight();
            if (at < 0) {
                return List.of(set);
            }
        }
        return sets;
    }

    /** Names below a delegation are for other servers. */
    private static boolean refer(Zones.Zone zone, Name name, int type, Message answer) {
        Name origin = name(zone.origin());
        for (Name cut = name; cut.subdomain(origin) && !cut.equals(origin); cut = new Name(cut, 1)) {
            Optional<RecordSet> servers = ofType(zone.at(text(cut)), "NS").findFirst();
            if (servers.isPresent() && !(cut.equals(name) && type == Type.DS)) {
                answer.getHeader().unsetFlag(Flags.AA);
                records(cut, servers.get()).forEach(record -> answer.addRecord(record, Section.AUTHORITY));
                return true;
            }
        }
        return false;
    }

    private static void negative(Zones.Zone zone, Message answer) {
        ofType(zone.at(zone.origin()), "SOA")
                .flatMap(set -> records(name(zone.origin()), set).stream())
                .forEach(record -> answer.addRecord(record, Section.AUTHORITY));
    }

    private static Stream<RecordSet> ofType(List<RecordSet> sets, String type) {
        return sets.stream().filter(set -> set.type().equals(type));
    }

    private static List<org.xbill.DNS.Record> records(Name name, RecordSet set) {
        List<org.xbill.DNS.Record> records = new ArrayList<>();
        for (String value : set.values()) {
            try {
                records.add(org.xbill.DNS.Record.fromString(
                        name, Type.value(set.type()), DClass.IN, set.ttl(), decimal(value), Name.root));
            } catch (IOException e) {
                log.warn("name={} type={} value is not served: {}", name, set.type(), e.getMessage());
            }
        }
        return records;
    }

    /** Route 53 escapes with three octal digits, zone files with three decimal ones. */
    private static String decimal(String value) {
        return Pattern.compile("\\\\([0-3][0-7]{2})").matcher(value).replaceAll(octal -> "\\\\%03d"
                .formatted(Integer.parseInt(octal.group(1), 8)));
    }

    private static String text(Name name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static Name name(String text) {
        try {
            return Name.fromString(decimal(text), Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
