package sh.lfc.nv.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;
import java.util.stream.Stream;

/** Clients that fetch one of ten files, which one client has uploaded before the others come. */
public final class DownloadSimulation extends Simulation {
    private static final int FILES = 10;

    public DownloadSimulation() {
        var profile = Profile.chosen();
        var shard = Shard.chosen();
        var transfers = new Transfers(Files.ofRun(shard));
        var wanted = Stream.generate(transfers.files()::next)
                .filter(file -> file.size() <= Files.LARGEST_IN_A_REQUEST)
                .limit(FILES)
                .toList();
        var download = scenario("download")
                .exec(feed(Files.feeder(FILES, wanted::get)))
                .exec(transfers.download());
        setUp(transfers
                        .prepare(wanted)
                        .injectOpen(atOnceUsers(1))
                        .andThen(download.injectOpen(profile.users(shard, 1))))
                .maxDuration(profile.longest())
                .protocols(Service.http())
                .assertions(Promises.of("download", profile).assertions(shard.of(profile.offered())));
    }
}
