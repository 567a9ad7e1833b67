package sh.lfc.nv.harness.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.client.ApiCall;
import sh.lfc.nv.harness.bench.client.ApiClient;
import sh.lfc.nv.harness.bench.client.Clients;
import sh.lfc.nv.harness.bench.report.Figure;
import sh.lfc.nv.harness.bench.report.Goal;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.report.Section;
import sh.lfc.nv.harness.bench.report.Unit;
import sh.lfc.nv.harness.bench.server.EmulatorServer;

/** An object of 2 GiB: multipart upload and download, and the memory that the embedded AWS takes for it. */
public final class LargeObjectMeasurement implements Measurement {
    private static final int CLIENTS = 8;
    private static final int PARTS = 128;
    private static final int PART = 16 * 1024 * 1024;
    private static final double BYTES = 1e6;
    private static final double MEGABYTES = PARTS * (double) PART / BYTES;
    private static final double NANOS = 1e9;
    private static final double GOAL_HEAP = 256;
    private static final double GOAL_SPEED = 300;
    private static final String KEY = "/large/object";
    private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]+)<");

    /** A transfer of the whole object. */
    private interface Transfer {
        void run() throws IOException, InterruptedException;
    }

    @Override
    public String name() {
        return "large";
    }

    @Override
    public Section measure(Setting setting) throws InterruptedException {
        var part = new byte[PART];
        new Random(PART).nextBytes(part);
        var up = new ArrayList<Double>();
        var down = new ArrayList<Double>();
        var single = new ArrayList<Double>();
        var server = setting.emulator(name(), "-Xmx%.0fm".formatted(GOAL_HEAP));
        try (var client = new ApiClient(server.endpoint())) {
            var clients = new Clients(server.endpoint(), CLIENTS);
            client.call(ApiCall.s3("PUT", "/large"));
            for (var round = 0; round <= setting.rounds(); round++) {
                setting.progress().doing("2 GiB up and down, round %d of %d".formatted(round, setting.rounds()));
                var upload = speed(() -> upload(client, clients, part));
                var ranges = speed(() -> clients.share(PARTS, (each, number) -> each.prepare(
                                ApiCall.s3("GET", KEY).with("Range", range(number)))
                        .send()));
                var whole = speed(() -> client.prepare(ApiCall.s3("GET", KEY)).send());
                if (round > 0) {
                    up.add(upload);
                    down.add(ranges);
                    single.add(whole);
                }
            }
            return Section.of(
                    name(),
                    "An object of 2 GiB",
                    ("Multipart upload of %d parts of 16 MiB with %d clients, until it is complete; download by as many"
                                    + " ranges with %2$d clients, and as a whole with one. The embedded AWS may have a"
                                    + " heap of %.0f MiB at most; one round before does not count.")
                            .formatted(PARTS, CLIENTS, GOAL_HEAP),
                    setting.found(rows(server, up, down, single)));
        } catch (IOException e) {
            throw new HarnessException("%s does not answer: %s".formatted(server.name(), e), e);
        } finally {
            setting.running().end(server);
        }
    }

    private static List<Row> rows(EmulatorServer server, List<Double> up, List<Double> down, List<Double> single) {
        var rows = new ArrayList<>(List.of(
                Row.of(
                        "upload, %d clients".formatted(CLIENTS),
                        Unit.MEGABYTES_PER_SECOND,
                        Figure.of(up),
                        Goal.of(GOAL_SPEED)),
                Row.of(
                        "download, %d clients".formatted(CLIENTS),
                        Unit.MEGABYTES_PER_SECOND,
                        Figure.of(down),
                        Goal.of(GOAL_SPEED)),
                Row.of("download, one client", Unit.MEGABYTES_PER_SECOND, Figure.of(single), Goal.of(GOAL_SPEED)),
                Row.of(
                        "heap, the most that was ever in use, garbage included",
                        Unit.MEGABYTES,
                        Figure.of(server.heapMost() / BYTES),
                        Goal.of(GOAL_HEAP))));
        server.mostResident()
                .ifPresent(bytes -> rows.add(Row.of(
                        "resident memory, the most that it ever was", Unit.MEGABYTES, Figure.of(bytes / BYTES))));
        return rows;
    }

    private static double speed(Transfer transfer) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        transfer.run();
        return MEGABYTES * NANOS / (System.nanoTime() - begin);
    }

    private static void upload(ApiClient client, Clients clients, byte[] part)
            throws IOException, InterruptedException {
        var id = UPLOAD.matcher(client.call(ApiCall.s3("POST", KEY + "?uploads=")));
        if (!id.find()) {
            throw new HarnessException("the upload has no identifier");
        }
        var upload = id.group(1);
        clients.share(PARTS, (each, number) -> each.prepare(
                        ApiCall.s3("PUT", "%s?partNumber=%d&uploadId=%s".formatted(KEY, number + 1, upload), part))
                .send());
        var tag = tag(part);
        var document = IntStream.rangeClosed(1, PARTS)
                .mapToObj(
                        number -> "<Part><PartNumber>%d</PartNumber><ETag>\"%s\"</ETag></Part>".formatted(number, tag))
                .collect(Collectors.joining("", "<CompleteMultipartUpload>", "</CompleteMultipartUpload>"));
        client.call(ApiCall.s3("POST", KEY + "?uploadId=" + upload, document.getBytes()));
    }

    private static String range(int number) {
        var from = (long) number * PART;
        return "bytes=%d-%d".formatted(from, from + PART - 1);
    }

    private static String tag(byte[] part) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(part));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
