package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;
import sh.lfc.nv.emulator.services.ec2.Network;
import sh.lfc.nv.emulator.services.kms.Kms;
import sh.lfc.nv.emulator.services.rds.Engines;
import sh.lfc.nv.emulator.services.rds.Rds;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Databases (RDS), wired to what their servers need of this machine and of the other services. */
final class DataStores {

    private final Rds rds;

    DataStores(
            Platform platform,
            ChildProcesses processes,
            LoopbackAddresses addresses,
            HostNames names,
            CertificateAuthority authority,
            Network network,
            Kms kms) {
        this.rds = new Rds(
                platform,
                new Engines(
                        processes, addresses, authority::issue, platform.data().resolve("rds")),
                new DatabaseNetwork(network),
                (scope, id) -> key(kms, scope, id),
                names);
    }

    List<AwsService> services() {
        return rds.services();
    }

    private static Optional<String> key(Kms kms, Scope scope, String id) {
        try {
            return Optional.of(kms.keyArn(scope, id));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
