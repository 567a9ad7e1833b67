package sh.lfc.nv.load;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.crashLoadGenerator;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.doWhile;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import sh.lfc.nv.load.Files.File;

/** How a client sends the file of its session's attribute {@code file}, and gets it back. */
record Transfers(Files files) {
    private static final String FILE = "file";
    private static final String ADDRESS = "address";
    private static final String TRIES = "tries";
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** 30 s: more than an event takes, also when a function has to start for it. */
    private static final int MOST_TRIES = 120;

    /** Through the service; what is too large for a request, to S3 by an address that the service gives. */
    ChainBuilder upload() {
        var through = Service.authorized(http("upload").put(session -> "/api/upload/" + escaped(file(session))))
                .header("Content-Type", "application/octet-stream")
                .body(ByteArrayBody(session -> files.content(file(session))))
                .check(status().is(200));
        var asked = Service.authorized(
                        http("upload address").get(session -> "/api/upload_presigned/" + escaped(file(session))))
                .check(status().is(200), jsonPath("$.url").saveAs(ADDRESS));
        var past = http("upload to S3")
                .put("#{address}")
                .header("Content-Type", "application/octet-stream")
                .body(ByteArrayBody(session -> files.content(file(session))))
                .check(status().is(200));
        return doIfOrElse(session -> file(session).size() <= Files.LARGEST_IN_A_REQUEST)
                .then(exec(through))
                .orElse(exec(asked).exitHereIfFailed().exec(past));
    }

    /** The file comes back byte by byte as it was sent, by itself or by an address of S3 when it is large. */
    ChainBuilder download() {
        var asked = Service.authorized(http("download").get(session -> "/" + escaped(file(session))))
                .check(status().in(200, 307))
                .checkIf((response, session) -> response.status().code() == 200)
                .then(bodyBytes().transform(Files::checksum).is(session -> files.checksum(file(session))))
                .checkIf((response, session) -> response.status().code() == 307)
                .then(header("Location").saveAs(ADDRESS));
        var followed = http("download from S3")
                .get("#{address}")
                .check(
                        status().is(200),
                        bodyBytes().transform(Files::checksum).is(session -> files.checksum(file(session))));
        return exec(session -> session.remove(ADDRESS))
                .exec(asked)
                .exec(doIf(session -> session.contains(ADDRESS)).then(exec(followed)));
    }

    /** Waits until the catalogue knows the file; what that takes is in no statistics. */
    ChainBuilder awaited() {
        var look = Service.authorized(http("look").get(session -> "/" + escaped(file(session))))
                .silent()
                .check(status().in(200, 307, 404).saveAs("status"));
        return exec(session -> session.set("status", 404))
                .exec(doWhile(session -> session.getInt("status") == 404 && session.getInt(TRIES) < MOST_TRIES, TRIES)
                        .on(exec(look), pause(PAUSE)));
    }

    /** One user who uploads some files before the load begins; when one cannot be, there is no load. */
    ScenarioBuilder prepare(List<File> wanted) {
        HttpRequestActionBuilder upload = Service.authorized(
                        http("prepare").put(session -> "/api/upload/" + escaped(file(session))))
                .silent()
                .header("Content-Type", "application/octet-stream")
                .body(ByteArrayBody(session -> files.content(file(session))))
                .check(status().is(200));
        return scenario("prepare")
                .exec(foreach(wanted, FILE)
                        .on(exec(upload)
                                .exec(awaited())
                                .exec(crash("the files that the simulation needs cannot be uploaded"))));
    }

    private static ChainBuilder crash(String why) {
        return doIf(Session::isFailed).then(crashLoadGenerator(why));
    }

    private static File file(Session session) {
        return session.get(FILE);
    }

    private static String escaped(File file) {
        return URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
