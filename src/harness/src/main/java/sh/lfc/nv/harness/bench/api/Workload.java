package sh.lfc.nv.harness.bench.api;

import java.io.IOException;
import java.util.Map;
import sh.lfc.nv.harness.bench.client.Clients;
import sh.lfc.nv.harness.bench.report.Unit;

/**
 * What clients do to servers.
 *
 * @param what as it stands in reports
 * @param megabytes how many go over the wire each time; 0 where the number of calls says more
 * @param small whether it is a call whose time people notice
 * @param absences of peers that do not have it, why
 */
record Workload(String what, double megabytes, boolean small, Map<String, String> absences, Preparation preparation) {

    /** Makes on a server what the clients' work needs. */
    @FunctionalInterface
    interface Preparation {
        Clients.Job prepare(Clients clients) throws IOException, InterruptedException;
    }

    Unit unit() {
        return megabytes > 0 ? Unit.MEGABYTES_PER_SECOND : Unit.PER_SECOND;
    }

    /** A number of calls a second in the workload's unit. */
    double inUnit(double perSecond) {
        return megabytes > 0 ? perSecond * megabytes : perSecond;
    }
}
