package sh.lfc.nv.emulator;

import java.net.InetAddress;
import java.util.Map;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.runtimes.lambda.FunctionSpec;
import sh.lfc.nv.emulator.runtimes.lambda.NameView;

/** Every function sees all endpoints where their engines listen. */
record AllNames(HostNames hosts) implements NameView {

    @Override
    public long revision() {
        return hosts.revision();
    }

    @Override
    public Map<String, InetAddress> names(FunctionSpec function) {
        return hosts.all();
    }
}
