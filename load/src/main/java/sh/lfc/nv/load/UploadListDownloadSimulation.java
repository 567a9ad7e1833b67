package sh.lfc.nv.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * People at work: they look at the list, think, most of them upload a file and later fetch it, the others only look again.
 */
public final class UploadListDownloadSimulation extends Simulation {
    /** What a user does on average: a list; then for six of ten an upload, a list and a download, else a list. */
    private static final int REQUESTS = 3;

    private static final double WHO_UPLOAD = 60;
    private static final Duration SHORT_THOUGHT = Duration.ofSeconds(1);
    private static final Duration LONG_THOUGHT = Duration.ofSeconds(4);

    public UploadListDownloadSimulation() {
        var profile = Profile.chosen();
        var shard = Shard.chosen();
        var transfers = new Transfers(Files.ofRun(shard));
        var list = Service.authorized(http("list").get("/api/list"))
                .check(status().is(200), jsonPath("$.files").exists());
        var think = pause(SHORT_THOUGHT, LONG_THOUGHT);
        var upload = exec(transfers.upload())
                .exitHereIfFailed()
                .exec(think)
                .exec(list)
                .exec(think)
                .exec(transfers.awaited())
                .exec(transfers.download());
        var people = scenario("upload, list, download")
                .exec(list)
                .exec(think)
                .exec(feed(transfers.files().feeder()))
                .exec(randomSwitch()
                        .on(
                                percent(WHO_UPLOAD).then(upload),
                                percent(100 - WHO_UPLOAD).then(exec(list))));
        setUp(people.injectOpen(profile.users(shard, REQUESTS)))
                .maxDuration(profile.longest())
                .protocols(Service.http())
                .assertions(Promises.of("upload-list-download", profile).assertions(shard.of(profile.offered())));
    }
}
