package sh.lfc.nv.emulator.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The addresses that a server would answer for a name, without a server. Safe for use by many threads. */
public final class Addresses {

    private final Resolver resolver;

    public Addresses(Zones zones, Endpoints endpoints) {
        this.resolver = new Resolver(zones, endpoints);
    }

    /** The addresses of IPv4 of a host; none where there is no such name, or it has none. */
    public List<InetAddress> of(String host) {
        return query(host).map(resolver::answer).stream()
                .flatMap(answer -> answer.getSection(Section.ANSWER).stream())
                .filter(ARecord.class::isInstance)
                .map(record -> ((ARecord) record).getAddress())
                .toList();
    }

    private static Optional<Message> query(String host) {
        try {
            return Optional.of(Message.newQuery(Record.newRecord(Name.fromString(host, Name.root), Type.A, DClass.IN)));
        } catch (TextParseException e) {
            return Optional.empty();
        }
    }
}
