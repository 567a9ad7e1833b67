package sh.lfc.nv.emulator.network;

import java.util.Optional;
import sh.lfc.nv.emulator.network.Topology.Interface;

/** Where a connection is to lead. */
public sealed interface Target {

    /** For people, for example {@code db:nv-demo-db}. */
    String name();

    /**
     * A database or a cache.
     *
     * @param isPublic whether its name leads to a public address outside its VPC
     */
    record Resource(String name, Interface at, boolean isPublic) implements Target {}

    /**
     * The endpoint of an AWS service.
     *
     * @param service as endpoint services name it, for example {@code secretsmanager}
     */
    record AwsService(String name, String service, String region) implements Target {}

    /**
     * A host on the internet.
     *
     * @param address empty for any public one
     */
    record Internet(String name, Optional<Cidr> address) implements Target {}
}
