package sh.lfc.nv.harness.bench.api;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import sh.lfc.nv.harness.bench.client.ApiCall;
import sh.lfc.nv.harness.bench.client.ApiClient;
import sh.lfc.nv.harness.bench.client.ApiClient.Prepared;
import sh.lfc.nv.harness.bench.client.Clients;

/** S3: objects of several sizes, and a long listing. */
final class ObjectWorkloads {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final double MEGA = 1e6;
    private static final int PAGE = 1_000;

    /** A client writes to so many keys in turns, or to one where it is big. */
    private static final int KEYS = 50;

    private static final Pattern TOKEN = Pattern.compile("<NextContinuationToken>([^<]+)<");

    private ObjectWorkloads() {}

    /** @param listed how many keys the listing has */
    static List<Workload> all(int listed) {
        return List.of(
                put("S3 PutObject, 1 KiB", KIB),
                get("S3 GetObject, 1 KiB", KIB),
                put("S3 PutObject, 1 MiB", MIB),
                get("S3 GetObject, 1 MiB", MIB),
                put("S3 PutObject, 100 MiB", 100 * MIB),
                get("S3 GetObject, 100 MiB", 100 * MIB),
                list(listed));
    }

    private static Workload put(String what, int size) {
        return new Workload(what, megabytes(size), size < MIB, Map.of(), clients -> {
            bucket(clients, "put-" + size);
            var body = bytes(size);
            return (client, number) -> {
                var calls = new ArrayList<Prepared>();
                for (var key = 0; key < (size > MIB ? 1 : KEYS); key++) {
                    calls.add(client.prepare(ApiCall.s3("PUT", "/put-%d/%d/%d".formatted(size, number, key), body)));
                }
                return inTurns(calls);
            };
        });
    }

    private static Workload get(String what, int size) {
        return new Workload(what, megabytes(size), size < MIB, Map.of(), clients -> {
            bucket(clients, "get-" + size);
            var body = bytes(size);
            clients.share(
                    clients.count(), (client, key) -> client.call(ApiCall.s3("PUT", "/get-" + size + "/" + key, body)));
            return (client, number) -> client.prepare(ApiCall.s3("GET", "/get-" + size + "/" + number))::send;
        });
    }

    /** The small ones are counted in calls. */
    private static double megabytes(int size) {
        return size < MIB ? 0 : size / MEGA;
    }

    private static Workload list(int keys) {
        var what = "S3 ListObjectsV2, all of %,d keys by pages of %,d".formatted(keys, PAGE);
        return new Workload(what, 0, false, Map.of(), clients -> {
            bucket(clients, "list");
            clients.share(
                    keys,
                    (client, key) -> client.call(ApiCall.s3("PUT", "/list/key-%07d".formatted(key), new byte[1])));
            List<String> pages;
            try (var client = new ApiClient(clients.endpoint())) {
                pages = pages(client);
            }
            return (client, number) -> {
                var calls = pages.stream()
                        .map(page -> client.prepare(ApiCall.s3("GET", page)))
                        .toList();
                return () -> {
                    for (var call : calls) {
                        call.send();
                    }
                };
            };
        });
    }

    /** What has to be asked for, page by page; the tokens stay the same as long as the keys do. */
    private static List<String> pages(ApiClient client) throws IOException {
        var first = "/list?list-type=2&max-keys=" + PAGE;
        var pages = new ArrayList<>(List.of(first));
        var token = TOKEN.matcher(client.call(ApiCall.s3("GET", first)));
        while (token.find()) {
            var next = first + "&continuation-token=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
            pages.add(next);
            token = TOKEN.matcher(client.call(ApiCall.s3("GET", next)));
        }
        return pages;
    }

    private static void bucket(Clients clients, String name) throws IOException {
        try (var client = new ApiClient(clients.endpoint())) {
            client.call(ApiCall.s3("PUT", "/" + name));
        }
    }

    private static Clients.Work inTurns(List<Prepared> calls) {
        return new Clients.Work() {
            private int next;

            @Override
            public void once() throws IOException {
                calls.get(next).send();
                next = (next + 1) % calls.size();
            }
        };
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
