package sh.lfc.nv.emulator;

import java.net.InetAddress;
import java.util.Map;
import java.util.TreeMap;
import sh.lfc.nv.emulator.dns.Addresses;

/** The domains of APIs, as far as Route 53's public zones lead to them. */
record DomainsByDns(Edge edge, Addresses addresses) implements FunctionTraffic.Domains {

    @Override
    public Map<String, InetAddress> names() {
        Map<String, InetAddress> names = new TreeMap<>();
        edge.domains()
                .forEach(domain -> addresses.of(domain).stream().findFirst().ifPresent(at -> names.put(domain, at)));
        return names;
    }

    @Override
    public long revision() {
        return edge.revision();
    }
}
