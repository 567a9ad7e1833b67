package sh.lfc.nv.harness.soak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Something that goes wrong during a soak.
 *
 * @param kind of fault
 * @param options of the fault
 */
record Mishap(String kind, Map<String, String> options) {

    /** What makes faults for a system, each of which heals by itself or is done at once. */
    private interface Maker {
        Mishap make(Random random);
    }

    /** One of all that can happen to a system of this environment. */
    static Mishap any(String environment, Random random) {
        var all = all(environment);
        return all.get(random.nextInt(all.size())).make(random);
    }

    private static List<Maker> all(String environment) {
        var database = "db:" + environment + "-db";
        var cache = "cache:" + environment + "-cache";
        var api = environment + "-api";
        var update = environment + "-postgres-update";
        var bucket = environment + "-storage";
        return List.of(
                random -> of("stop", "on", database, "for", seconds(random, 3, 12)),
                random -> of("restart", "on", database),
                random -> of("pause", "on", database, "for", seconds(random, 2, 6)),
                random -> of("refuse", "on", database, "for", seconds(random, 3, 10)),
                random -> of("stop", "on", cache, "for", seconds(random, 3, 12)),
                random -> of("pause", "on", cache, "for", seconds(random, 2, 6)),
                random -> of("slow", "on", cache, "by", "PT0.3S", "for", seconds(random, 3, 10)),
                random -> of("garbage", "on", cache, "keys", "*"),
                random -> often("throttle", random, "service", "s3", "operation", "PutObject"),
                random -> often("error", random, "service", "s3", "operation", "HeadObject"),
                random -> often("drop", random, "service", "s3", "principal", api),
                random -> often("latency", random, "service", "s3", "by", "PT0.3S"),
                random -> often("throttle", random, "service", "secretsmanager"),
                random -> often("crash", random, "function", api),
                random -> often("crash", random, "function", update),
                random -> often("out-of-memory", random, "function", update),
                random -> often("error", random, "function", update),
                random -> of("cold-start", "function", api),
                random -> of("cold-start", "function", update),
                random -> often("duplicate", random, "bucket", bucket),
                random -> often("reorder", random, "bucket", bucket, "by", "PT2S"),
                random -> often("delay", random, "bucket", bucket, "by", "PT3S"));
    }

    private static Mishap often(String kind, Random random, String... options) {
        var mishap = of(kind, options);
        mishap.options.put("probability", String.valueOf((1 + random.nextInt(6)) / 10.0));
        mishap.options.put("for", seconds(random, 3, 12));
        return mishap;
    }

    private static Mishap of(String kind, String... options) {
        var named = new LinkedHashMap<String, String>();
        for (var i = 0; i < options.length; i += 2) {
            named.put(options[i], options[i + 1]);
        }
        return new Mishap(kind, named);
    }

    private static String seconds(Random random, int least, int most) {
        return "PT" + (least + random.nextInt(most - least + 1)) + "S";
    }

    @Override
    public String toString() {
        return kind + " " + options;
    }
}
