package sh.lfc.nv.harness.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import sh.lfc.nv.harness.localstack.beside.Engine;
import sh.lfc.nv.harness.localstack.beside.Server;

/** What can be chosen about a run on LocalStack or a drop-in, and nowhere else. */
final class LocalStackOptions {
    private static final String IMAGE = "--image";
    private static final String POSTGRES = "--postgres";
    private static final String REDIS = "--redis";

    @Option(
            names = IMAGE,
            paramLabel = "IMAGE",
            description = "With --target localstack: whose container to start; default: the one in localstack/.env.")
    private String image;

    @Option(
            names = POSTGRES,
            paramLabel = "HOST:PORT",
            description =
                    "With --target localstack: a PostgreSQL server that runs already, as functions find it, in the"
                            + " place of RDS; default: a container where RDS is not served.")
    private String postgres;

    @Option(
            names = REDIS,
            paramLabel = "HOST:PORT",
            description =
                    "With --target localstack: a Redis server that runs already, as functions find it, in the place"
                            + " of ElastiCache; default: a container where ElastiCache is not served.")
    private String redis;

    Optional<String> image() {
        return Optional.ofNullable(image);
    }

    /** The servers that are named. */
    Map<Engine, Server> servers() {
        var servers = new EnumMap<Engine, Server>(Engine.class);
        Optional.ofNullable(postgres).map(Server::parse).ifPresent(server -> servers.put(Engine.POSTGRES, server));
        Optional.ofNullable(redis).map(Server::parse).ifPresent(server -> servers.put(Engine.REDIS, server));
        return servers;
    }

    /** The names of options that were given. */
    List<String> given() {
        var names = new ArrayList<String>();
        image().ifPresent(name -> names.add(IMAGE));
        Optional.ofNullable(postgres).ifPresent(server -> names.add(POSTGRES));
        Optional.ofNullable(redis).ifPresent(server -> names.add(REDIS));
        return names;
    }
}
