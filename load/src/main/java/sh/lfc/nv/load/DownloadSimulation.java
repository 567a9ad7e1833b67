package sh.lfc.nv.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doWhile;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Clients that fetch a file of 16 KiB, which one client has uploaded before the others come. */
public final class DownloadSimulation extends Simulation {
    private static final String NAME = "canary-load-download.txt";
    private static final int SIZE = 16 * 1024;
    private static final int TRIES = 100;

    public DownloadSimulation() {
        var content = "0123456789abcdef".repeat(SIZE / 16);
        var upload = http("upload")
                .put("/api/upload/" + NAME)
                .header("Content-Type", "text/plain")
                .body(StringBody(content))
                .check(status().is(200));
        var seen = http("wait until it can be downloaded")
                .get("/" + NAME)
                .silent()
                .check(status().in(200, 404).saveAs("status"));
        var prepare = scenario("prepare")
                .exec(upload)
                .exec(doWhile(session -> session.getInt("tries") < TRIES && session.getInt("status") != 200, "tries")
                        .on(exec(seen), pause(Duration.ofMillis(200))));
        var download = http("download")
                .get("/" + NAME)
                .check(status().is(200), bodyString().is(content));
        setUp(prepare.injectOpen(atOnceUsers(1))
                        .andThen(scenario("download").exec(download).injectOpen(Settings.users())))
                .protocols(Settings.http())
                .assertions(Settings.promises());
    }
}
